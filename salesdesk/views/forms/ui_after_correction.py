# Made from ui/after_correction.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.after_contract.in_forms import FormArea
from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AfterCorrection(object):
    def setupUi(self, AfterCorrection: QDialog) -> None:
        if not AfterCorrection.objectName():
            AfterCorrection.setObjectName(u"AfterCorrection")
        self.column = QVBoxLayout(AfterCorrection)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterCorrection)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterCorrection)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.settled = FormNote(AfterCorrection)
        self.settled.setObjectName(u"settled")

        self.column.addWidget(self.settled)

        self.row_1 = QHBoxLayout()
        self.row_1.setSpacing(12)
        self.row_1.setObjectName(u"row_1")
        self.gross_part = QVBoxLayout()
        self.gross_part.setSpacing(4)
        self.gross_part.setObjectName(u"gross_part")
        self.gross_noun = FormNoun(AfterCorrection)
        self.gross_noun.setObjectName(u"gross_noun")

        self.gross_part.addWidget(self.gross_noun)

        self.gross = FormArea(AfterCorrection)
        self.gross.setObjectName(u"gross")

        self.gross_part.addWidget(self.gross)


        self.row_1.addLayout(self.gross_part)

        self.inner_part = QVBoxLayout()
        self.inner_part.setSpacing(4)
        self.inner_part.setObjectName(u"inner_part")
        self.inner_noun = FormNoun(AfterCorrection)
        self.inner_noun.setObjectName(u"inner_noun")

        self.inner_part.addWidget(self.inner_noun)

        self.inner = FormArea(AfterCorrection)
        self.inner.setObjectName(u"inner")

        self.inner_part.addWidget(self.inner)


        self.row_1.addLayout(self.inner_part)

        self.row_1.setStretch(0, 1)
        self.row_1.setStretch(1, 1)

        self.column.addLayout(self.row_1)

        self.comes_to = FormNote(AfterCorrection)
        self.comes_to.setObjectName(u"comes_to")

        self.column.addWidget(self.comes_to)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(AfterCorrection)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(AfterCorrection)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.banner = FormBanner(AfterCorrection)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterCorrection)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterCorrection)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterCorrection)

        QMetaObject.connectSlotsByName(AfterCorrection)
    # setupUi

    def retranslateUi(self, AfterCorrection: QDialog) -> None:
        AfterCorrection.setWindowTitle(tr(u"Correct the area"))
        self.title.setText(tr(u"Correct the area"))
        self.gross_noun.setText(tr(u"Surveyed gross area"))
#if QT_CONFIG(accessibility)
        self.gross.setAccessibleName(tr(u"Surveyed gross area"))
#endif // QT_CONFIG(accessibility)
        self.inner_noun.setText(tr(u"Surveyed inner area"))
#if QT_CONFIG(accessibility)
        self.inner.setAccessibleName(tr(u"Surveyed inner area"))
#endif // QT_CONFIG(accessibility)
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Ask for agreement"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
