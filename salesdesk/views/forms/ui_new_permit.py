# Made from ui/new_permit.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormDate, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.set_up.in_forms import FormBuildings

class Ui_NewPermit(object):
    def setupUi(self, NewPermit: QDialog) -> None:
        if not NewPermit.objectName():
            NewPermit.setObjectName(u"NewPermit")
        self.column = QVBoxLayout(NewPermit)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(NewPermit)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(NewPermit)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.number_part = QVBoxLayout()
        self.number_part.setSpacing(4)
        self.number_part.setObjectName(u"number_part")
        self.number_noun = FormNoun(NewPermit)
        self.number_noun.setObjectName(u"number_noun")

        self.number_part.addWidget(self.number_noun)

        self.number = FormText(NewPermit)
        self.number.setObjectName(u"number")
        self.number.setMost(100)

        self.number_part.addWidget(self.number)


        self.column.addLayout(self.number_part)

        self.issued_on_part = QVBoxLayout()
        self.issued_on_part.setSpacing(4)
        self.issued_on_part.setObjectName(u"issued_on_part")
        self.issued_on_noun = FormNoun(NewPermit)
        self.issued_on_noun.setObjectName(u"issued_on_noun")

        self.issued_on_part.addWidget(self.issued_on_noun)

        self.issued_on = FormDate(NewPermit)
        self.issued_on.setObjectName(u"issued_on")

        self.issued_on_part.addWidget(self.issued_on)


        self.column.addLayout(self.issued_on_part)

        self.account_part = QVBoxLayout()
        self.account_part.setSpacing(4)
        self.account_part.setObjectName(u"account_part")
        self.account_noun = FormNoun(NewPermit)
        self.account_noun.setObjectName(u"account_noun")

        self.account_part.addWidget(self.account_noun)

        self.account = FormChoice(NewPermit)
        self.account.setObjectName(u"account")

        self.account_part.addWidget(self.account)


        self.column.addLayout(self.account_part)

        self.buildings_part = QVBoxLayout()
        self.buildings_part.setSpacing(4)
        self.buildings_part.setObjectName(u"buildings_part")
        self.buildings_noun = FormNoun(NewPermit)
        self.buildings_noun.setObjectName(u"buildings_noun")

        self.buildings_part.addWidget(self.buildings_noun)

        self.buildings = FormBuildings(NewPermit)
        self.buildings.setObjectName(u"buildings")

        self.buildings_part.addWidget(self.buildings)


        self.column.addLayout(self.buildings_part)

        self.banner = FormBanner(NewPermit)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(NewPermit)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(NewPermit)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(NewPermit)

        QMetaObject.connectSlotsByName(NewPermit)
    # setupUi

    def retranslateUi(self, NewPermit: QDialog) -> None:
        NewPermit.setWindowTitle(tr(u"New presale permit"))
        self.title.setText(tr(u"New presale permit"))
        self.number_noun.setText(tr(u"Permit number"))
#if QT_CONFIG(accessibility)
        self.number.setAccessibleName(tr(u"Permit number"))
#endif // QT_CONFIG(accessibility)
        self.issued_on_noun.setText(tr(u"Issued on"))
#if QT_CONFIG(accessibility)
        self.issued_on.setAccessibleName(tr(u"Issued on"))
#endif // QT_CONFIG(accessibility)
        self.account_noun.setText(tr(u"Supervised account"))
#if QT_CONFIG(accessibility)
        self.account.setAccessibleName(tr(u"Supervised account"))
#endif // QT_CONFIG(accessibility)
        self.buildings_noun.setText(tr(u"Units without a permit"))
#if QT_CONFIG(accessibility)
        self.buildings.setAccessibleName(tr(u"Units without a permit"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
