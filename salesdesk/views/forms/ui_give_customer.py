# Made from ui/give_customer.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNoun, FormPrimary, FormText, FormTitle

class Ui_GiveCustomer(object):
    def setupUi(self, GiveCustomer: QDialog) -> None:
        if not GiveCustomer.objectName():
            GiveCustomer.setObjectName(u"GiveCustomer")
        self.column = QVBoxLayout(GiveCustomer)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(GiveCustomer)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(GiveCustomer)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.owner_part = QVBoxLayout()
        self.owner_part.setSpacing(4)
        self.owner_part.setObjectName(u"owner_part")
        self.owner_noun = FormNoun(GiveCustomer)
        self.owner_noun.setObjectName(u"owner_noun")

        self.owner_part.addWidget(self.owner_noun)

        self.owner = FormChoice(GiveCustomer)
        self.owner.setObjectName(u"owner")

        self.owner_part.addWidget(self.owner)


        self.column.addLayout(self.owner_part)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(GiveCustomer)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(GiveCustomer)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.banner = FormBanner(GiveCustomer)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(GiveCustomer)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(GiveCustomer)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(GiveCustomer)

        QMetaObject.connectSlotsByName(GiveCustomer)
    # setupUi

    def retranslateUi(self, GiveCustomer: QDialog) -> None:
        GiveCustomer.setWindowTitle(tr(u"Give the customer over"))
        self.title.setText(tr(u"Give the customer over"))
        self.owner_noun.setText(tr(u"Belongs to"))
#if QT_CONFIG(accessibility)
        self.owner.setAccessibleName(tr(u"Belongs to"))
#endif // QT_CONFIG(accessibility)
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Give over"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
