# Made from ui/withdraw_filing.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormPrimary, FormTitle

class Ui_WithdrawFiling(object):
    def setupUi(self, WithdrawFiling: QDialog) -> None:
        if not WithdrawFiling.objectName():
            WithdrawFiling.setObjectName(u"WithdrawFiling")
        self.column = QVBoxLayout(WithdrawFiling)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(WithdrawFiling)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(WithdrawFiling)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.after = FormNote(WithdrawFiling)
        self.after.setObjectName(u"after")

        self.column.addWidget(self.after)

        self.banner = FormBanner(WithdrawFiling)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(WithdrawFiling)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(WithdrawFiling)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(WithdrawFiling)

        QMetaObject.connectSlotsByName(WithdrawFiling)
    # setupUi

    def retranslateUi(self, WithdrawFiling: QDialog) -> None:
        WithdrawFiling.setWindowTitle(tr(u"Withdraw the filing"))
        self.title.setText(tr(u"Withdraw the filing"))
        self.after.setText(tr(u"The contract can be changed or cancelled again; it is filed anew afterwards."))
        self.go.setText(tr(u"Withdraw the filing"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
