# Made from ui/settle_change.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNoun, FormPrimary, FormText, FormTitle

class Ui_SettleChange(object):
    def setupUi(self, SettleChange: QDialog) -> None:
        if not SettleChange.objectName():
            SettleChange.setObjectName(u"SettleChange")
        self.column = QVBoxLayout(SettleChange)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(SettleChange)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(SettleChange)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.moves = QVBoxLayout()
        self.moves.setSpacing(0)
        self.moves.setObjectName(u"moves")

        self.column.addLayout(self.moves)

        self.method_part = QVBoxLayout()
        self.method_part.setSpacing(4)
        self.method_part.setObjectName(u"method_part")
        self.method_noun = FormNoun(SettleChange)
        self.method_noun.setObjectName(u"method_noun")

        self.method_part.addWidget(self.method_noun)

        self.method = FormChoice(SettleChange)
        self.method.setObjectName(u"method")

        self.method_part.addWidget(self.method)


        self.column.addLayout(self.method_part)

        self.payee_part = QVBoxLayout()
        self.payee_part.setSpacing(4)
        self.payee_part.setObjectName(u"payee_part")
        self.payee_noun = FormNoun(SettleChange)
        self.payee_noun.setObjectName(u"payee_noun")

        self.payee_part.addWidget(self.payee_noun)

        self.payee = FormText(SettleChange)
        self.payee.setObjectName(u"payee")
        self.payee.setMost(200)

        self.payee_part.addWidget(self.payee)


        self.column.addLayout(self.payee_part)

        self.reference_part = QVBoxLayout()
        self.reference_part.setSpacing(4)
        self.reference_part.setObjectName(u"reference_part")
        self.reference_noun = FormNoun(SettleChange)
        self.reference_noun.setObjectName(u"reference_noun")

        self.reference_part.addWidget(self.reference_noun)

        self.reference = FormText(SettleChange)
        self.reference.setObjectName(u"reference")
        self.reference.setMost(100)

        self.reference_part.addWidget(self.reference)


        self.column.addLayout(self.reference_part)

        self.banner = FormBanner(SettleChange)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(SettleChange)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(SettleChange)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(SettleChange)

        QMetaObject.connectSlotsByName(SettleChange)
    # setupUi

    def retranslateUi(self, SettleChange: QDialog) -> None:
        SettleChange.setWindowTitle(tr(u"Settle a change"))
        self.title.setText(tr(u"Settle a change"))
        self.method_noun.setText(tr(u"Paid back by"))
#if QT_CONFIG(accessibility)
        self.method.setAccessibleName(tr(u"Paid back by"))
#endif // QT_CONFIG(accessibility)
        self.payee_noun.setText(tr(u"Who gets the money"))
#if QT_CONFIG(accessibility)
        self.payee.setAccessibleName(tr(u"Who gets the money"))
#endif // QT_CONFIG(accessibility)
        self.reference_noun.setText(tr(u"Account or reference"))
#if QT_CONFIG(accessibility)
        self.reference.setAccessibleName(tr(u"Account or reference"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Settle"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
