# Made from ui/sign_in.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from salesdesk.views.sign_in.in_forms import FormCheck, FormField, FormHead, FormLabel, FormLink, FormOffice, FormPassword, FormSentence, FormSignIn

class Ui_SignInForm(object):
    def setupUi(self, SignInForm: QWidget) -> None:
        if not SignInForm.objectName():
            SignInForm.setObjectName(u"SignInForm")
        self.column = QVBoxLayout(SignInForm)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.head = FormHead(SignInForm)
        self.head.setObjectName(u"head")

        self.column.addWidget(self.head)

        self.office_row = QHBoxLayout()
        self.office_row.setSpacing(8)
        self.office_row.setObjectName(u"office_row")
        self.office = FormOffice(SignInForm)
        self.office.setObjectName(u"office")

        self.office_row.addWidget(self.office)

        self.other = FormLink(SignInForm)
        self.other.setObjectName(u"other")

        self.office_row.addWidget(self.other)

        self.office_row.setStretch(0, 1)

        self.column.addLayout(self.office_row)

        self.under_office = QSpacerItem(8, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.under_office)

        self.login_part = QVBoxLayout()
        self.login_part.setSpacing(4)
        self.login_part.setObjectName(u"login_part")
        self.login_noun = FormLabel(SignInForm)
        self.login_noun.setObjectName(u"login_noun")

        self.login_part.addWidget(self.login_noun)

        self.login = FormField(SignInForm)
        self.login.setObjectName(u"login")

        self.login_part.addWidget(self.login)


        self.column.addLayout(self.login_part)

        self.password_part = QVBoxLayout()
        self.password_part.setSpacing(4)
        self.password_part.setObjectName(u"password_part")
        self.password_noun = FormLabel(SignInForm)
        self.password_noun.setObjectName(u"password_noun")

        self.password_part.addWidget(self.password_noun)

        self.password = FormPassword(SignInForm)
        self.password.setObjectName(u"password")

        self.password_part.addWidget(self.password)


        self.column.addLayout(self.password_part)

        self.remember = FormCheck(SignInForm)
        self.remember.setObjectName(u"remember")

        self.column.addWidget(self.remember)

        self.sentence = FormSentence(SignInForm)
        self.sentence.setObjectName(u"sentence")

        self.column.addWidget(self.sentence)

        self.go = FormSignIn(SignInForm)
        self.go.setObjectName(u"go")

        self.column.addWidget(self.go)


        self.retranslateUi(SignInForm)

        QMetaObject.connectSlotsByName(SignInForm)
    # setupUi

    def retranslateUi(self, SignInForm: QWidget) -> None:
        self.head.setText(tr(u"Sign in"))
        self.other.setText(tr(u"Other office\u2026"))
        self.login_noun.setText(tr(u"User name"))
#if QT_CONFIG(accessibility)
        self.login.setAccessibleName(tr(u"User name"))
#endif // QT_CONFIG(accessibility)
        self.password_noun.setText(tr(u"Password"))
#if QT_CONFIG(accessibility)
        self.password.setAccessibleName(tr(u"Password"))
#endif // QT_CONFIG(accessibility)
        self.remember.setText(tr(u"Remember the password on this PC"))
        self.go.setText(tr(u"Sign in"))
        pass
    # retranslateUi
