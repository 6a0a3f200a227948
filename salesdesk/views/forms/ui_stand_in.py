# Made from ui/stand_in.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormDate, FormNote, FormNoun, FormPrimary, FormTitle

class Ui_StandIn(object):
    def setupUi(self, StandIn: QDialog) -> None:
        if not StandIn.objectName():
            StandIn.setObjectName(u"StandIn")
        self.column = QVBoxLayout(StandIn)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(StandIn)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(StandIn)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.role_part = QVBoxLayout()
        self.role_part.setSpacing(4)
        self.role_part.setObjectName(u"role_part")
        self.role_noun = FormNoun(StandIn)
        self.role_noun.setObjectName(u"role_noun")

        self.role_part.addWidget(self.role_noun)

        self.role = FormChoice(StandIn)
        self.role.setObjectName(u"role")

        self.role_part.addWidget(self.role)


        self.column.addLayout(self.role_part)

        self.first_part = QVBoxLayout()
        self.first_part.setSpacing(4)
        self.first_part.setObjectName(u"first_part")
        self.first_noun = FormNoun(StandIn)
        self.first_noun.setObjectName(u"first_noun")

        self.first_part.addWidget(self.first_noun)

        self.first = FormDate(StandIn)
        self.first.setObjectName(u"first")

        self.first_part.addWidget(self.first)


        self.column.addLayout(self.first_part)

        self.last_part = QVBoxLayout()
        self.last_part.setSpacing(4)
        self.last_part.setObjectName(u"last_part")
        self.last_noun = FormNoun(StandIn)
        self.last_noun.setObjectName(u"last_noun")

        self.last_part.addWidget(self.last_noun)

        self.last = FormDate(StandIn)
        self.last.setObjectName(u"last")

        self.last_part.addWidget(self.last)


        self.column.addLayout(self.last_part)

        self.note = FormNote(StandIn)
        self.note.setObjectName(u"note")

        self.column.addWidget(self.note)

        self.banner = FormBanner(StandIn)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(StandIn)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(StandIn)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(StandIn)

        QMetaObject.connectSlotsByName(StandIn)
    # setupUi

    def retranslateUi(self, StandIn: QDialog) -> None:
        StandIn.setWindowTitle(tr(u"Stand-in"))
        self.title.setText(tr(u"Stand-in"))
        self.role_noun.setText(tr(u"Role in this project"))
#if QT_CONFIG(accessibility)
        self.role.setAccessibleName(tr(u"Role in this project"))
#endif // QT_CONFIG(accessibility)
        self.first_noun.setText(tr(u"Stands in from"))
#if QT_CONFIG(accessibility)
        self.first.setAccessibleName(tr(u"Stands in from"))
#endif // QT_CONFIG(accessibility)
        self.last_noun.setText(tr(u"Stands in to"))
#if QT_CONFIG(accessibility)
        self.last.setAccessibleName(tr(u"Stands in to"))
#endif // QT_CONFIG(accessibility)
        self.note.setText(tr(u"Both days are included. The role ends by itself."))
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
