# Made from ui/after_area.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.after_contract.in_forms import FormArea
from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormTitle

class Ui_AfterArea(object):
    def setupUi(self, AfterArea: QDialog) -> None:
        if not AfterArea.objectName():
            AfterArea.setObjectName(u"AfterArea")
        self.column = QVBoxLayout(AfterArea)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterArea)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterArea)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.predicted = FormNote(AfterArea)
        self.predicted.setObjectName(u"predicted")

        self.column.addWidget(self.predicted)

        self.row_1 = QHBoxLayout()
        self.row_1.setSpacing(12)
        self.row_1.setObjectName(u"row_1")
        self.gross_part = QVBoxLayout()
        self.gross_part.setSpacing(4)
        self.gross_part.setObjectName(u"gross_part")
        self.gross_noun = FormNoun(AfterArea)
        self.gross_noun.setObjectName(u"gross_noun")

        self.gross_part.addWidget(self.gross_noun)

        self.gross = FormArea(AfterArea)
        self.gross.setObjectName(u"gross")

        self.gross_part.addWidget(self.gross)


        self.row_1.addLayout(self.gross_part)

        self.inner_part = QVBoxLayout()
        self.inner_part.setSpacing(4)
        self.inner_part.setObjectName(u"inner_part")
        self.inner_noun = FormNoun(AfterArea)
        self.inner_noun.setObjectName(u"inner_noun")

        self.inner_part.addWidget(self.inner_noun)

        self.inner = FormArea(AfterArea)
        self.inner.setObjectName(u"inner")

        self.inner_part.addWidget(self.inner)


        self.row_1.addLayout(self.inner_part)

        self.row_1.setStretch(0, 1)
        self.row_1.setStretch(1, 1)

        self.column.addLayout(self.row_1)

        self.banner = FormBanner(AfterArea)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterArea)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterArea)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterArea)

        QMetaObject.connectSlotsByName(AfterArea)
    # setupUi

    def retranslateUi(self, AfterArea: QDialog) -> None:
        AfterArea.setWindowTitle(tr(u"Surveyed area"))
        self.title.setText(tr(u"Surveyed area"))
        self.gross_noun.setText(tr(u"Surveyed gross area"))
#if QT_CONFIG(accessibility)
        self.gross.setAccessibleName(tr(u"Surveyed gross area"))
#endif // QT_CONFIG(accessibility)
        self.inner_noun.setText(tr(u"Surveyed inner area"))
#if QT_CONFIG(accessibility)
        self.inner.setAccessibleName(tr(u"Surveyed inner area"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save the area"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
