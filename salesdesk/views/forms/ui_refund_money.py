# Made from ui/refund_money.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.cashier.refund_lines import RefundLines
from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNoun, FormPrimary, FormText, FormTitle

class Ui_RefundMoney(object):
    def setupUi(self, RefundMoney: QDialog) -> None:
        if not RefundMoney.objectName():
            RefundMoney.setObjectName(u"RefundMoney")
        self.column = QVBoxLayout(RefundMoney)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(RefundMoney)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(RefundMoney)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.lines = RefundLines(RefundMoney)
        self.lines.setObjectName(u"lines")

        self.column.addWidget(self.lines)

        self.method_part = QVBoxLayout()
        self.method_part.setSpacing(4)
        self.method_part.setObjectName(u"method_part")
        self.method_noun = FormNoun(RefundMoney)
        self.method_noun.setObjectName(u"method_noun")

        self.method_part.addWidget(self.method_noun)

        self.method = FormChoice(RefundMoney)
        self.method.setObjectName(u"method")

        self.method_part.addWidget(self.method)


        self.column.addLayout(self.method_part)

        self.payee_part = QVBoxLayout()
        self.payee_part.setSpacing(4)
        self.payee_part.setObjectName(u"payee_part")
        self.payee_noun = FormNoun(RefundMoney)
        self.payee_noun.setObjectName(u"payee_noun")

        self.payee_part.addWidget(self.payee_noun)

        self.payee = FormText(RefundMoney)
        self.payee.setObjectName(u"payee")
        self.payee.setMost(200)

        self.payee_part.addWidget(self.payee)


        self.column.addLayout(self.payee_part)

        self.reference_part = QVBoxLayout()
        self.reference_part.setSpacing(4)
        self.reference_part.setObjectName(u"reference_part")
        self.reference_noun = FormNoun(RefundMoney)
        self.reference_noun.setObjectName(u"reference_noun")

        self.reference_part.addWidget(self.reference_noun)

        self.reference = FormText(RefundMoney)
        self.reference.setObjectName(u"reference")
        self.reference.setMost(100)

        self.reference_part.addWidget(self.reference)


        self.column.addLayout(self.reference_part)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(RefundMoney)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(RefundMoney)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.banner = FormBanner(RefundMoney)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(RefundMoney)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(RefundMoney)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(RefundMoney)

        QMetaObject.connectSlotsByName(RefundMoney)
    # setupUi

    def retranslateUi(self, RefundMoney: QDialog) -> None:
        RefundMoney.setWindowTitle(tr(u"Refund"))
        self.title.setText(tr(u"Refund"))
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
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Pay back"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
