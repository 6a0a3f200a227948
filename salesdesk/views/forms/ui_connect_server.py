# Made from ui/connect_server.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.sign_in.in_forms import FormPassword

class Ui_ConnectServer(object):
    def setupUi(self, ConnectServer: QDialog) -> None:
        if not ConnectServer.objectName():
            ConnectServer.setObjectName(u"ConnectServer")
        self.column = QVBoxLayout(ConnectServer)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = FormTitle(ConnectServer)
        self.title.setObjectName(u"title")

        self.column.addWidget(self.title)

        self.address_part = QVBoxLayout()
        self.address_part.setSpacing(4)
        self.address_part.setObjectName(u"address_part")
        self.address_noun = FormNoun(ConnectServer)
        self.address_noun.setObjectName(u"address_noun")

        self.address_part.addWidget(self.address_noun)

        self.address = FormText(ConnectServer)
        self.address.setObjectName(u"address")

        self.address_part.addWidget(self.address)


        self.column.addLayout(self.address_part)

        self.example = FormNote(ConnectServer)
        self.example.setObjectName(u"example")

        self.column.addWidget(self.example)

        self.login_part = QVBoxLayout()
        self.login_part.setSpacing(4)
        self.login_part.setObjectName(u"login_part")
        self.login_noun = FormNoun(ConnectServer)
        self.login_noun.setObjectName(u"login_noun")

        self.login_part.addWidget(self.login_noun)

        self.login = FormText(ConnectServer)
        self.login.setObjectName(u"login")

        self.login_part.addWidget(self.login)


        self.column.addLayout(self.login_part)

        self.password_part = QVBoxLayout()
        self.password_part.setSpacing(4)
        self.password_part.setObjectName(u"password_part")
        self.password_noun = FormNoun(ConnectServer)
        self.password_noun.setObjectName(u"password_noun")

        self.password_part.addWidget(self.password_noun)

        self.password = FormPassword(ConnectServer)
        self.password.setObjectName(u"password")

        self.password_part.addWidget(self.password)


        self.column.addLayout(self.password_part)

        self.banner = FormBanner(ConnectServer)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(ConnectServer)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(ConnectServer)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(ConnectServer)

        QMetaObject.connectSlotsByName(ConnectServer)
    # setupUi

    def retranslateUi(self, ConnectServer: QDialog) -> None:
        ConnectServer.setWindowTitle(tr(u"Connect to a server"))
        self.title.setText(tr(u"Connect to a server"))
        self.address_noun.setText(tr(u"Address of the server"))
#if QT_CONFIG(accessibility)
        self.address.setAccessibleName(tr(u"Address of the server"))
#endif // QT_CONFIG(accessibility)
        self.login_noun.setText(tr(u"User name"))
#if QT_CONFIG(accessibility)
        self.login.setAccessibleName(tr(u"User name"))
#endif // QT_CONFIG(accessibility)
        self.password_noun.setText(tr(u"Password"))
#if QT_CONFIG(accessibility)
        self.password.setAccessibleName(tr(u"Password"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Sign in"))
        self.back.setText(tr(u"Cancel"))
    # retranslateUi
