# Made from ui/new_office.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.sign_in.in_forms import FormChoose, FormPassword

class Ui_NewOfficeForm(object):
    def setupUi(self, NewOfficeForm: QDialog) -> None:
        if not NewOfficeForm.objectName():
            NewOfficeForm.setObjectName(u"NewOfficeForm")
        self.column = QVBoxLayout(NewOfficeForm)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = FormTitle(NewOfficeForm)
        self.title.setObjectName(u"title")

        self.column.addWidget(self.title)

        self.first = QHBoxLayout()
        self.first.setSpacing(12)
        self.first.setObjectName(u"first")
        self.company_part = QVBoxLayout()
        self.company_part.setSpacing(4)
        self.company_part.setObjectName(u"company_part")
        self.company_noun = FormNoun(NewOfficeForm)
        self.company_noun.setObjectName(u"company_noun")

        self.company_part.addWidget(self.company_noun)

        self.company = FormText(NewOfficeForm)
        self.company.setObjectName(u"company")
        self.company.setMost(100)

        self.company_part.addWidget(self.company)


        self.first.addLayout(self.company_part)

        self.project_part = QVBoxLayout()
        self.project_part.setSpacing(4)
        self.project_part.setObjectName(u"project_part")
        self.project_noun = FormNoun(NewOfficeForm)
        self.project_noun.setObjectName(u"project_noun")

        self.project_part.addWidget(self.project_noun)

        self.project = FormText(NewOfficeForm)
        self.project.setObjectName(u"project")
        self.project.setMost(100)

        self.project_part.addWidget(self.project)


        self.first.addLayout(self.project_part)

        self.city_part = QVBoxLayout()
        self.city_part.setSpacing(4)
        self.city_part.setObjectName(u"city_part")
        self.city_noun = FormNoun(NewOfficeForm)
        self.city_noun.setObjectName(u"city_noun")

        self.city_part.addWidget(self.city_noun)

        self.city = FormText(NewOfficeForm)
        self.city.setObjectName(u"city")
        self.city.setMost(100)

        self.city_part.addWidget(self.city)


        self.first.addLayout(self.city_part)

        self.first.setStretch(0, 3)
        self.first.setStretch(1, 3)
        self.first.setStretch(2, 2)

        self.column.addLayout(self.first)

        self.second = QHBoxLayout()
        self.second.setSpacing(12)
        self.second.setObjectName(u"second")
        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(NewOfficeForm)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(NewOfficeForm)
        self.name.setObjectName(u"name")
        self.name.setMost(60)

        self.name_part.addWidget(self.name)


        self.second.addLayout(self.name_part)

        self.login_part = QVBoxLayout()
        self.login_part.setSpacing(4)
        self.login_part.setObjectName(u"login_part")
        self.login_noun = FormNoun(NewOfficeForm)
        self.login_noun.setObjectName(u"login_noun")

        self.login_part.addWidget(self.login_noun)

        self.login = FormText(NewOfficeForm)
        self.login.setObjectName(u"login")
        self.login.setMost(40)

        self.login_part.addWidget(self.login)


        self.second.addLayout(self.login_part)

        self.second.setStretch(0, 1)
        self.second.setStretch(1, 1)

        self.column.addLayout(self.second)

        self.third = QHBoxLayout()
        self.third.setSpacing(12)
        self.third.setObjectName(u"third")
        self.password_part = QVBoxLayout()
        self.password_part.setSpacing(4)
        self.password_part.setObjectName(u"password_part")
        self.password_noun = FormNoun(NewOfficeForm)
        self.password_noun.setObjectName(u"password_noun")

        self.password_part.addWidget(self.password_noun)

        self.password = FormPassword(NewOfficeForm)
        self.password.setObjectName(u"password")

        self.password_part.addWidget(self.password)


        self.third.addLayout(self.password_part)

        self.again_part = QVBoxLayout()
        self.again_part.setSpacing(4)
        self.again_part.setObjectName(u"again_part")
        self.again_noun = FormNoun(NewOfficeForm)
        self.again_noun.setObjectName(u"again_noun")

        self.again_part.addWidget(self.again_noun)

        self.again = FormPassword(NewOfficeForm)
        self.again.setObjectName(u"again")

        self.again_part.addWidget(self.again)


        self.third.addLayout(self.again_part)

        self.third.setStretch(0, 1)
        self.third.setStretch(1, 1)

        self.column.addLayout(self.third)

        self.rule = FormNote(NewOfficeForm)
        self.rule.setObjectName(u"rule")

        self.column.addWidget(self.rule)

        self.place_part = QVBoxLayout()
        self.place_part.setSpacing(4)
        self.place_part.setObjectName(u"place_part")
        self.place_noun = FormNoun(NewOfficeForm)
        self.place_noun.setObjectName(u"place_noun")

        self.place_part.addWidget(self.place_noun)

        self.place_row = QHBoxLayout()
        self.place_row.setSpacing(8)
        self.place_row.setObjectName(u"place_row")
        self.place = FormText(NewOfficeForm)
        self.place.setObjectName(u"place")

        self.place_row.addWidget(self.place)

        self.choose = FormChoose(NewOfficeForm)
        self.choose.setObjectName(u"choose")

        self.place_row.addWidget(self.choose, 0, Qt.AlignTop)

        self.place_row.setStretch(0, 1)

        self.place_part.addLayout(self.place_row)


        self.column.addLayout(self.place_part)

        self.banner = FormBanner(NewOfficeForm)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(NewOfficeForm)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(NewOfficeForm)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(NewOfficeForm)

        QMetaObject.connectSlotsByName(NewOfficeForm)
    # setupUi

    def retranslateUi(self, NewOfficeForm: QDialog) -> None:
        NewOfficeForm.setWindowTitle(tr(u"Open a new office on this PC"))
        self.title.setText(tr(u"Open a new office on this PC"))
        self.company_noun.setText(tr(u"Company"))
#if QT_CONFIG(accessibility)
        self.company.setAccessibleName(tr(u"Company"))
#endif // QT_CONFIG(accessibility)
        self.project_noun.setText(tr(u"Project"))
#if QT_CONFIG(accessibility)
        self.project.setAccessibleName(tr(u"Project"))
#endif // QT_CONFIG(accessibility)
        self.city_noun.setText(tr(u"City"))
#if QT_CONFIG(accessibility)
        self.city.setAccessibleName(tr(u"City"))
#endif // QT_CONFIG(accessibility)
        self.name_noun.setText(tr(u"Your name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Your name"))
#endif // QT_CONFIG(accessibility)
        self.login_noun.setText(tr(u"User name"))
#if QT_CONFIG(accessibility)
        self.login.setAccessibleName(tr(u"User name"))
#endif // QT_CONFIG(accessibility)
        self.password_noun.setText(tr(u"Password"))
#if QT_CONFIG(accessibility)
        self.password.setAccessibleName(tr(u"Password"))
#endif // QT_CONFIG(accessibility)
        self.again_noun.setText(tr(u"Password again"))
#if QT_CONFIG(accessibility)
        self.again.setAccessibleName(tr(u"Password again"))
#endif // QT_CONFIG(accessibility)
        self.place_noun.setText(tr(u"File of the office"))
#if QT_CONFIG(accessibility)
        self.place.setAccessibleName(tr(u"File of the office"))
#endif // QT_CONFIG(accessibility)
        self.choose.setText(tr(u"Choose\u2026"))
        self.go.setText(tr(u"Open the office"))
        self.back.setText(tr(u"Cancel"))
    # retranslateUi
