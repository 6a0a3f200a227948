# Made from ui/hold_unit.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormNumber, FormPrimary, FormText, FormTitle
from salesdesk.views.unit_actions.customer_pick import CustomerPick

class Ui_HoldUnit(object):
    def setupUi(self, HoldUnit: QDialog) -> None:
        if not HoldUnit.objectName():
            HoldUnit.setObjectName(u"HoldUnit")
        self.column = QVBoxLayout(HoldUnit)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(HoldUnit)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(HoldUnit)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.customer_part = QVBoxLayout()
        self.customer_part.setSpacing(4)
        self.customer_part.setObjectName(u"customer_part")
        self.customer_noun = FormNoun(HoldUnit)
        self.customer_noun.setObjectName(u"customer_noun")

        self.customer_part.addWidget(self.customer_noun)

        self.customer = CustomerPick(HoldUnit)
        self.customer.setObjectName(u"customer")

        self.customer_part.addWidget(self.customer)


        self.column.addLayout(self.customer_part)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(HoldUnit)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(HoldUnit)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.hours_part = QVBoxLayout()
        self.hours_part.setSpacing(4)
        self.hours_part.setObjectName(u"hours_part")
        self.hours_noun = FormNoun(HoldUnit)
        self.hours_noun.setObjectName(u"hours_noun")

        self.hours_part.addWidget(self.hours_noun)

        self.hours = FormNumber(HoldUnit)
        self.hours.setObjectName(u"hours")

        self.hours_part.addWidget(self.hours)


        self.column.addLayout(self.hours_part)

        self.until = FormNote(HoldUnit)
        self.until.setObjectName(u"until")

        self.column.addWidget(self.until)

        self.banner = FormBanner(HoldUnit)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(HoldUnit)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(HoldUnit)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(HoldUnit)

        QMetaObject.connectSlotsByName(HoldUnit)
    # setupUi

    def retranslateUi(self, HoldUnit: QDialog) -> None:
        HoldUnit.setWindowTitle(tr(u"Hold"))
        self.title.setText(tr(u"Hold"))
        self.customer_noun.setText(tr(u"Customer"))
#if QT_CONFIG(accessibility)
        self.customer.setAccessibleName(tr(u"Customer"))
#endif // QT_CONFIG(accessibility)
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.hours_noun.setText(tr(u"For how long"))
#if QT_CONFIG(accessibility)
        self.hours.setAccessibleName(tr(u"For how long"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Hold"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
