# Made from ui/reserve_unit.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNote, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.unit_actions.customer_pick import CustomerPick

class Ui_ReserveUnit(object):
    def setupUi(self, ReserveUnit: QDialog) -> None:
        if not ReserveUnit.objectName():
            ReserveUnit.setObjectName(u"ReserveUnit")
        self.column = QVBoxLayout(ReserveUnit)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(ReserveUnit)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(ReserveUnit)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.customer_part = QVBoxLayout()
        self.customer_part.setSpacing(4)
        self.customer_part.setObjectName(u"customer_part")
        self.customer_noun = FormNoun(ReserveUnit)
        self.customer_noun.setObjectName(u"customer_noun")

        self.customer_part.addWidget(self.customer_noun)

        self.customer = CustomerPick(ReserveUnit)
        self.customer.setObjectName(u"customer")

        self.customer_part.addWidget(self.customer)


        self.column.addLayout(self.customer_part)

        self.consultant_part = QVBoxLayout()
        self.consultant_part.setSpacing(4)
        self.consultant_part.setObjectName(u"consultant_part")
        self.consultant_noun = FormNoun(ReserveUnit)
        self.consultant_noun.setObjectName(u"consultant_noun")

        self.consultant_part.addWidget(self.consultant_noun)

        self.consultant = FormChoice(ReserveUnit)
        self.consultant.setObjectName(u"consultant")

        self.consultant_part.addWidget(self.consultant)


        self.column.addLayout(self.consultant_part)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(ReserveUnit)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormText(ReserveUnit)
        self.note.setObjectName(u"note")

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.after = FormNote(ReserveUnit)
        self.after.setObjectName(u"after")

        self.column.addWidget(self.after)

        self.banner = FormBanner(ReserveUnit)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(ReserveUnit)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(ReserveUnit)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(ReserveUnit)

        QMetaObject.connectSlotsByName(ReserveUnit)
    # setupUi

    def retranslateUi(self, ReserveUnit: QDialog) -> None:
        ReserveUnit.setWindowTitle(tr(u"Reserve"))
        self.title.setText(tr(u"Reserve"))
        self.customer_noun.setText(tr(u"Customer"))
#if QT_CONFIG(accessibility)
        self.customer.setAccessibleName(tr(u"Customer"))
#endif // QT_CONFIG(accessibility)
        self.consultant_noun.setText(tr(u"Consultant"))
#if QT_CONFIG(accessibility)
        self.consultant.setAccessibleName(tr(u"Consultant"))
#endif // QT_CONFIG(accessibility)
        self.note_noun.setText(tr(u"Note"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"Note"))
#endif // QT_CONFIG(accessibility)
        self.after.setText(tr(u"The deposit is taken by the cashier; the price is agreed with the subscription."))
        self.go.setText(tr(u"Reserve"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
