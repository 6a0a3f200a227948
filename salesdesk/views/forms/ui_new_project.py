# Made from ui/new_project.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.set_up.in_forms import FormCheck

class Ui_NewProject(object):
    def setupUi(self, NewProject: QDialog) -> None:
        if not NewProject.objectName():
            NewProject.setObjectName(u"NewProject")
        self.column = QVBoxLayout(NewProject)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(NewProject)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(NewProject)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.company_part = QVBoxLayout()
        self.company_part.setSpacing(4)
        self.company_part.setObjectName(u"company_part")
        self.company_noun = FormNoun(NewProject)
        self.company_noun.setObjectName(u"company_noun")

        self.company_part.addWidget(self.company_noun)

        self.company = FormText(NewProject)
        self.company.setObjectName(u"company")
        self.company.setMost(100)

        self.company_part.addWidget(self.company)


        self.column.addLayout(self.company_part)

        self.region_part = QVBoxLayout()
        self.region_part.setSpacing(4)
        self.region_part.setObjectName(u"region_part")
        self.region_noun = FormNoun(NewProject)
        self.region_noun.setObjectName(u"region_noun")

        self.region_part.addWidget(self.region_noun)

        self.region = FormText(NewProject)
        self.region.setObjectName(u"region")
        self.region.setMost(100)

        self.region_part.addWidget(self.region)


        self.column.addLayout(self.region_part)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(NewProject)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(NewProject)
        self.name.setObjectName(u"name")
        self.name.setMost(100)

        self.name_part.addWidget(self.name)


        self.column.addLayout(self.name_part)

        self.city_part = QVBoxLayout()
        self.city_part.setSpacing(4)
        self.city_part.setObjectName(u"city_part")
        self.city_noun = FormNoun(NewProject)
        self.city_noun.setObjectName(u"city_noun")

        self.city_part.addWidget(self.city_noun)

        self.city = FormText(NewProject)
        self.city.setObjectName(u"city")
        self.city.setMost(100)

        self.city_part.addWidget(self.city)


        self.column.addLayout(self.city_part)

        self.borrow = FormCheck(NewProject)
        self.borrow.setObjectName(u"borrow")

        self.column.addWidget(self.borrow)

        self.banner = FormBanner(NewProject)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(NewProject)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(NewProject)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(NewProject)

        QMetaObject.connectSlotsByName(NewProject)
    # setupUi

    def retranslateUi(self, NewProject: QDialog) -> None:
        NewProject.setWindowTitle(tr(u"New project"))
        self.title.setText(tr(u"New project"))
        self.company_noun.setText(tr(u"Company"))
#if QT_CONFIG(accessibility)
        self.company.setAccessibleName(tr(u"Company"))
#endif // QT_CONFIG(accessibility)
        self.region_noun.setText(tr(u"Regional company"))
#if QT_CONFIG(accessibility)
        self.region.setAccessibleName(tr(u"Regional company"))
#endif // QT_CONFIG(accessibility)
        self.name_noun.setText(tr(u"Project"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Project"))
#endif // QT_CONFIG(accessibility)
        self.city_noun.setText(tr(u"City"))
#if QT_CONFIG(accessibility)
        self.city.setAccessibleName(tr(u"City"))
#endif // QT_CONFIG(accessibility)
        self.borrow.setText(tr(u"Take over the people of the present project"))
        self.go.setText(tr(u"Open the project"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
