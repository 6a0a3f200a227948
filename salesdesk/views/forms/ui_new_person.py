# Made from ui/new_person.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNote, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.set_up.in_forms import FormPassword

class Ui_NewPerson(object):
    def setupUi(self, NewPerson: QDialog) -> None:
        if not NewPerson.objectName():
            NewPerson.setObjectName(u"NewPerson")
        self.column = QVBoxLayout(NewPerson)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(NewPerson)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(NewPerson)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(NewPerson)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(NewPerson)
        self.name.setObjectName(u"name")
        self.name.setMost(60)

        self.name_part.addWidget(self.name)


        self.column.addLayout(self.name_part)

        self.login_part = QVBoxLayout()
        self.login_part.setSpacing(4)
        self.login_part.setObjectName(u"login_part")
        self.login_noun = FormNoun(NewPerson)
        self.login_noun.setObjectName(u"login_noun")

        self.login_part.addWidget(self.login_noun)

        self.login = FormText(NewPerson)
        self.login.setObjectName(u"login")
        self.login.setMost(40)

        self.login_part.addWidget(self.login)


        self.column.addLayout(self.login_part)

        self.password_part = QVBoxLayout()
        self.password_part.setSpacing(4)
        self.password_part.setObjectName(u"password_part")
        self.password_noun = FormNoun(NewPerson)
        self.password_noun.setObjectName(u"password_noun")

        self.password_part.addWidget(self.password_noun)

        self.password = FormPassword(NewPerson)
        self.password.setObjectName(u"password")

        self.password_part.addWidget(self.password)


        self.column.addLayout(self.password_part)

        self.role_part = QVBoxLayout()
        self.role_part.setSpacing(4)
        self.role_part.setObjectName(u"role_part")
        self.role_noun = FormNoun(NewPerson)
        self.role_noun.setObjectName(u"role_noun")

        self.role_part.addWidget(self.role_noun)

        self.role = FormChoice(NewPerson)
        self.role.setObjectName(u"role")

        self.role_part.addWidget(self.role)


        self.column.addLayout(self.role_part)

        self.note = FormNote(NewPerson)
        self.note.setObjectName(u"note")

        self.column.addWidget(self.note)

        self.banner = FormBanner(NewPerson)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(NewPerson)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(NewPerson)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(NewPerson)

        QMetaObject.connectSlotsByName(NewPerson)
    # setupUi

    def retranslateUi(self, NewPerson: QDialog) -> None:
        NewPerson.setWindowTitle(tr(u"New person"))
        self.title.setText(tr(u"New person"))
        self.name_noun.setText(tr(u"Full name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Full name"))
#endif // QT_CONFIG(accessibility)
        self.login_noun.setText(tr(u"Login name"))
#if QT_CONFIG(accessibility)
        self.login.setAccessibleName(tr(u"Login name"))
#endif // QT_CONFIG(accessibility)
        self.password_noun.setText(tr(u"First password"))
#if QT_CONFIG(accessibility)
        self.password.setAccessibleName(tr(u"First password"))
#endif // QT_CONFIG(accessibility)
        self.role_noun.setText(tr(u"Role in this project"))
#if QT_CONFIG(accessibility)
        self.role.setAccessibleName(tr(u"Role in this project"))
#endif // QT_CONFIG(accessibility)
        self.note.setText(tr(u"It has to be changed at the first sign-in."))
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
