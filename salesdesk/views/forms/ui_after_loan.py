# Made from ui/after_loan.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.after_contract.in_forms import FormMoney, FormMonths, FormRate
from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AfterLoan(object):
    def setupUi(self, AfterLoan: QDialog) -> None:
        if not AfterLoan.objectName():
            AfterLoan.setObjectName(u"AfterLoan")
        self.column = QVBoxLayout(AfterLoan)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterLoan)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterLoan)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.row_0 = QHBoxLayout()
        self.row_0.setSpacing(12)
        self.row_0.setObjectName(u"row_0")
        self.bank_part = QVBoxLayout()
        self.bank_part.setSpacing(4)
        self.bank_part.setObjectName(u"bank_part")
        self.bank_noun = FormNoun(AfterLoan)
        self.bank_noun.setObjectName(u"bank_noun")

        self.bank_part.addWidget(self.bank_noun)

        self.bank = FormText(AfterLoan)
        self.bank.setObjectName(u"bank")
        self.bank.setMost(100)

        self.bank_part.addWidget(self.bank)


        self.row_0.addLayout(self.bank_part)

        self.branch_part = QVBoxLayout()
        self.branch_part.setSpacing(4)
        self.branch_part.setObjectName(u"branch_part")
        self.branch_noun = FormNoun(AfterLoan)
        self.branch_noun.setObjectName(u"branch_noun")

        self.branch_part.addWidget(self.branch_noun)

        self.branch = FormText(AfterLoan)
        self.branch.setObjectName(u"branch")
        self.branch.setMost(100)

        self.branch_part.addWidget(self.branch)


        self.row_0.addLayout(self.branch_part)

        self.row_0.setStretch(0, 1)
        self.row_0.setStretch(1, 1)

        self.column.addLayout(self.row_0)

        self.row_1 = QHBoxLayout()
        self.row_1.setSpacing(12)
        self.row_1.setObjectName(u"row_1")
        self.amount_part = QVBoxLayout()
        self.amount_part.setSpacing(4)
        self.amount_part.setObjectName(u"amount_part")
        self.amount_noun = FormNoun(AfterLoan)
        self.amount_noun.setObjectName(u"amount_noun")

        self.amount_part.addWidget(self.amount_noun)

        self.amount = FormMoney(AfterLoan)
        self.amount.setObjectName(u"amount")

        self.amount_part.addWidget(self.amount)


        self.row_1.addLayout(self.amount_part)

        self.repayment_part = QVBoxLayout()
        self.repayment_part.setSpacing(4)
        self.repayment_part.setObjectName(u"repayment_part")
        self.repayment_noun = FormNoun(AfterLoan)
        self.repayment_noun.setObjectName(u"repayment_noun")

        self.repayment_part.addWidget(self.repayment_noun)

        self.repayment = FormChoice(AfterLoan)
        self.repayment.setObjectName(u"repayment")

        self.repayment_part.addWidget(self.repayment)


        self.row_1.addLayout(self.repayment_part)

        self.row_1.setStretch(0, 1)
        self.row_1.setStretch(1, 1)

        self.column.addLayout(self.row_1)

        self.row_2 = QHBoxLayout()
        self.row_2.setSpacing(12)
        self.row_2.setObjectName(u"row_2")
        self.rate_part = QVBoxLayout()
        self.rate_part.setSpacing(4)
        self.rate_part.setObjectName(u"rate_part")
        self.rate_noun = FormNoun(AfterLoan)
        self.rate_noun.setObjectName(u"rate_noun")

        self.rate_part.addWidget(self.rate_noun)

        self.rate = FormRate(AfterLoan)
        self.rate.setObjectName(u"rate")

        self.rate_part.addWidget(self.rate)


        self.row_2.addLayout(self.rate_part)

        self.months_part = QVBoxLayout()
        self.months_part.setSpacing(4)
        self.months_part.setObjectName(u"months_part")
        self.months_noun = FormNoun(AfterLoan)
        self.months_noun.setObjectName(u"months_noun")

        self.months_part.addWidget(self.months_noun)

        self.months = FormMonths(AfterLoan)
        self.months.setObjectName(u"months")

        self.months_part.addWidget(self.months)


        self.row_2.addLayout(self.months_part)

        self.row_2.setStretch(0, 1)
        self.row_2.setStretch(1, 1)

        self.column.addLayout(self.row_2)

        self.monthly = FormNote(AfterLoan)
        self.monthly.setObjectName(u"monthly")

        self.column.addWidget(self.monthly)

        self.number_part = QVBoxLayout()
        self.number_part.setSpacing(4)
        self.number_part.setObjectName(u"number_part")
        self.number_noun = FormNoun(AfterLoan)
        self.number_noun.setObjectName(u"number_noun")

        self.number_part.addWidget(self.number_noun)

        self.number = FormText(AfterLoan)
        self.number.setObjectName(u"number")
        self.number.setMost(60)

        self.number_part.addWidget(self.number)


        self.column.addLayout(self.number_part)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(AfterLoan)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormText(AfterLoan)
        self.note.setObjectName(u"note")
        self.note.setMost(300)

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.banner = FormBanner(AfterLoan)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterLoan)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterLoan)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterLoan)

        QMetaObject.connectSlotsByName(AfterLoan)
    # setupUi

    def retranslateUi(self, AfterLoan: QDialog) -> None:
        AfterLoan.setWindowTitle(tr(u"Loan"))
        self.title.setText(tr(u"Loan"))
        self.bank_noun.setText(tr(u"Bank"))
#if QT_CONFIG(accessibility)
        self.bank.setAccessibleName(tr(u"Bank"))
#endif // QT_CONFIG(accessibility)
        self.branch_noun.setText(tr(u"Branch"))
#if QT_CONFIG(accessibility)
        self.branch.setAccessibleName(tr(u"Branch"))
#endif // QT_CONFIG(accessibility)
        self.amount_noun.setText(tr(u"Sum of the loan"))
#if QT_CONFIG(accessibility)
        self.amount.setAccessibleName(tr(u"Sum of the loan"))
#endif // QT_CONFIG(accessibility)
        self.repayment_noun.setText(tr(u"Repayment"))
#if QT_CONFIG(accessibility)
        self.repayment.setAccessibleName(tr(u"Repayment"))
#endif // QT_CONFIG(accessibility)
        self.rate_noun.setText(tr(u"Yearly rate"))
#if QT_CONFIG(accessibility)
        self.rate.setAccessibleName(tr(u"Yearly rate"))
#endif // QT_CONFIG(accessibility)
        self.months_noun.setText(tr(u"Months"))
#if QT_CONFIG(accessibility)
        self.months.setAccessibleName(tr(u"Months"))
#endif // QT_CONFIG(accessibility)
        self.number_noun.setText(tr(u"Loan contract number"))
#if QT_CONFIG(accessibility)
        self.number.setAccessibleName(tr(u"Loan contract number"))
#endif // QT_CONFIG(accessibility)
        self.note_noun.setText(tr(u"Note"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"Note"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save the loan"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
