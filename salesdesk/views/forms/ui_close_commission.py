# Made from ui/close_commission.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormPrimary, FormTitle

class Ui_CloseCommission(object):
    def setupUi(self, CloseCommission: QDialog) -> None:
        if not CloseCommission.objectName():
            CloseCommission.setObjectName(u"CloseCommission")
        self.column = QVBoxLayout(CloseCommission)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(CloseCommission)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(CloseCommission)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.after = FormNote(CloseCommission)
        self.after.setObjectName(u"after")

        self.column.addWidget(self.after)

        self.banner = FormBanner(CloseCommission)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(CloseCommission)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(CloseCommission)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(CloseCommission)

        QMetaObject.connectSlotsByName(CloseCommission)
    # setupUi

    def retranslateUi(self, CloseCommission: QDialog) -> None:
        self.back.setText(tr(u"Discard"))
        pass
    # retranslateUi
