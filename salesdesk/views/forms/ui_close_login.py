# Made from ui/close_login.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormPrimary, FormTitle

class Ui_CloseLogin(object):
    def setupUi(self, CloseLogin: QDialog) -> None:
        if not CloseLogin.objectName():
            CloseLogin.setObjectName(u"CloseLogin")
        self.column = QVBoxLayout(CloseLogin)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(CloseLogin)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(CloseLogin)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.note = FormNote(CloseLogin)
        self.note.setObjectName(u"note")

        self.column.addWidget(self.note)

        self.banner = FormBanner(CloseLogin)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(CloseLogin)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(CloseLogin)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(CloseLogin)

        QMetaObject.connectSlotsByName(CloseLogin)
    # setupUi

    def retranslateUi(self, CloseLogin: QDialog) -> None:
        CloseLogin.setWindowTitle(tr(u"Close the login"))
        self.title.setText(tr(u"Close the login"))
        self.note.setText(tr(u"All roles are taken and sessions end at once. A closed login is never opened again, its name never used again."))
        self.go.setText(tr(u"Close the login"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
