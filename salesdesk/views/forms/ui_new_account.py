# Made from ui/new_account.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.set_up.in_forms import FormCheck

class Ui_NewAccount(object):
    def setupUi(self, NewAccount: QDialog) -> None:
        if not NewAccount.objectName():
            NewAccount.setObjectName(u"NewAccount")
        self.column = QVBoxLayout(NewAccount)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(NewAccount)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(NewAccount)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(NewAccount)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(NewAccount)
        self.name.setObjectName(u"name")
        self.name.setMost(100)

        self.name_part.addWidget(self.name)


        self.column.addLayout(self.name_part)

        self.bank_part = QVBoxLayout()
        self.bank_part.setSpacing(4)
        self.bank_part.setObjectName(u"bank_part")
        self.bank_noun = FormNoun(NewAccount)
        self.bank_noun.setObjectName(u"bank_noun")

        self.bank_part.addWidget(self.bank_noun)

        self.bank = FormText(NewAccount)
        self.bank.setObjectName(u"bank")
        self.bank.setMost(100)

        self.bank_part.addWidget(self.bank)


        self.column.addLayout(self.bank_part)

        self.number_part = QVBoxLayout()
        self.number_part.setSpacing(4)
        self.number_part.setObjectName(u"number_part")
        self.number_noun = FormNoun(NewAccount)
        self.number_noun.setObjectName(u"number_noun")

        self.number_part.addWidget(self.number_noun)

        self.number = FormText(NewAccount)
        self.number.setObjectName(u"number")
        self.number.setMost(60)

        self.number_part.addWidget(self.number)


        self.column.addLayout(self.number_part)

        self.supervised = FormCheck(NewAccount)
        self.supervised.setObjectName(u"supervised")

        self.column.addWidget(self.supervised)

        self.banner = FormBanner(NewAccount)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(NewAccount)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(NewAccount)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(NewAccount)

        QMetaObject.connectSlotsByName(NewAccount)
    # setupUi

    def retranslateUi(self, NewAccount: QDialog) -> None:
        NewAccount.setWindowTitle(tr(u"New account"))
        self.title.setText(tr(u"New account"))
        self.name_noun.setText(tr(u"Name of the account"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Name of the account"))
#endif // QT_CONFIG(accessibility)
        self.bank_noun.setText(tr(u"Bank"))
#if QT_CONFIG(accessibility)
        self.bank.setAccessibleName(tr(u"Bank"))
#endif // QT_CONFIG(accessibility)
        self.number_noun.setText(tr(u"Account number"))
#if QT_CONFIG(accessibility)
        self.number.setAccessibleName(tr(u"Account number"))
#endif // QT_CONFIG(accessibility)
        self.supervised.setText(tr(u"Supervised account for presale money"))
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
