# Made from ui/introducer.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNoun, FormPrimary, FormText, FormTitle

class Ui_Introducer(object):
    def setupUi(self, Introducer: QDialog) -> None:
        if not Introducer.objectName():
            Introducer.setObjectName(u"Introducer")
        self.column = QVBoxLayout(Introducer)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(Introducer)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(Introducer)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.kind_part = QVBoxLayout()
        self.kind_part.setSpacing(4)
        self.kind_part.setObjectName(u"kind_part")
        self.kind_noun = FormNoun(Introducer)
        self.kind_noun.setObjectName(u"kind_noun")

        self.kind_part.addWidget(self.kind_noun)

        self.kind = FormChoice(Introducer)
        self.kind.setObjectName(u"kind")

        self.kind_part.addWidget(self.kind)


        self.column.addLayout(self.kind_part)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(Introducer)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(Introducer)
        self.name.setObjectName(u"name")
        self.name.setMost(60)

        self.name_part.addWidget(self.name)


        self.column.addLayout(self.name_part)

        self.contact_part = QVBoxLayout()
        self.contact_part.setSpacing(4)
        self.contact_part.setObjectName(u"contact_part")
        self.contact_noun = FormNoun(Introducer)
        self.contact_noun.setObjectName(u"contact_noun")

        self.contact_part.addWidget(self.contact_noun)

        self.contact = FormText(Introducer)
        self.contact.setObjectName(u"contact")
        self.contact.setMost(100)

        self.contact_part.addWidget(self.contact)


        self.column.addLayout(self.contact_part)

        self.banner = FormBanner(Introducer)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(Introducer)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(Introducer)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(Introducer)

        QMetaObject.connectSlotsByName(Introducer)
    # setupUi

    def retranslateUi(self, Introducer: QDialog) -> None:
        Introducer.setWindowTitle(tr(u"New agency or referrer"))
        self.title.setText(tr(u"New agency or referrer"))
        self.kind_noun.setText(tr(u"Agency or referrer"))
#if QT_CONFIG(accessibility)
        self.kind.setAccessibleName(tr(u"Agency or referrer"))
#endif // QT_CONFIG(accessibility)
        self.name_noun.setText(tr(u"Name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Name"))
#endif // QT_CONFIG(accessibility)
        self.contact_noun.setText(tr(u"Telephone or contact"))
#if QT_CONFIG(accessibility)
        self.contact.setAccessibleName(tr(u"Telephone or contact"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
