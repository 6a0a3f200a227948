# Made from ui/sign_contract.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormDate, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_SignContract(object):
    def setupUi(self, SignContract: QDialog) -> None:
        if not SignContract.objectName():
            SignContract.setObjectName(u"SignContract")
        self.column = QVBoxLayout(SignContract)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(SignContract)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(SignContract)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.number_part = QVBoxLayout()
        self.number_part.setSpacing(4)
        self.number_part.setObjectName(u"number_part")
        self.number_noun = FormNoun(SignContract)
        self.number_noun.setObjectName(u"number_noun")

        self.number_part.addWidget(self.number_noun)

        self.number = FormText(SignContract)
        self.number.setObjectName(u"number")
        self.number.setMost(60)

        self.number_part.addWidget(self.number)


        self.column.addLayout(self.number_part)

        self.day_part = QVBoxLayout()
        self.day_part.setSpacing(4)
        self.day_part.setObjectName(u"day_part")
        self.day_noun = FormNoun(SignContract)
        self.day_noun.setObjectName(u"day_noun")

        self.day_part.addWidget(self.day_noun)

        self.day = FormDate(SignContract)
        self.day.setObjectName(u"day")

        self.day_part.addWidget(self.day)


        self.column.addLayout(self.day_part)

        self.moved = FormNote(SignContract)
        self.moved.setObjectName(u"moved")

        self.column.addWidget(self.moved)

        self.owed = FormBanner(SignContract)
        self.owed.setObjectName(u"owed")

        self.column.addWidget(self.owed)

        self.banner = FormBanner(SignContract)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(SignContract)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(SignContract)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(SignContract)

        QMetaObject.connectSlotsByName(SignContract)
    # setupUi

    def retranslateUi(self, SignContract: QDialog) -> None:
        SignContract.setWindowTitle(tr(u"Sign contract"))
        self.title.setText(tr(u"Sign contract"))
        self.number_noun.setText(tr(u"Contract number"))
#if QT_CONFIG(accessibility)
        self.number.setAccessibleName(tr(u"Contract number"))
#endif // QT_CONFIG(accessibility)
        self.day_noun.setText(tr(u"Contract date"))
#if QT_CONFIG(accessibility)
        self.day.setAccessibleName(tr(u"Contract date"))
#endif // QT_CONFIG(accessibility)
        self.moved.setText(tr(u"Due dates that count from the contract move with its date; the sums stay."))
        self.go.setText(tr(u"Sign contract"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
