# Made from ui/after_settlement.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AfterSettlement(object):
    def setupUi(self, AfterSettlement: QDialog) -> None:
        if not AfterSettlement.objectName():
            AfterSettlement.setObjectName(u"AfterSettlement")
        self.column = QVBoxLayout(AfterSettlement)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterSettlement)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterSettlement)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.working = FormNote(AfterSettlement)
        self.working.setObjectName(u"working")

        self.column.addWidget(self.working)

        self.withdraw = FormBanner(AfterSettlement)
        self.withdraw.setObjectName(u"withdraw")

        self.column.addWidget(self.withdraw)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(AfterSettlement)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(AfterSettlement)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.banner = FormBanner(AfterSettlement)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterSettlement)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterSettlement)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterSettlement)

        QMetaObject.connectSlotsByName(AfterSettlement)
    # setupUi

    def retranslateUi(self, AfterSettlement: QDialog) -> None:
        AfterSettlement.setWindowTitle(tr(u"Ask for the settlement"))
        self.title.setText(tr(u"Ask for the settlement"))
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Ask for agreement"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
