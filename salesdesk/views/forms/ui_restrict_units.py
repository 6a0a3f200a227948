# Made from ui/restrict_units.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNoun, FormPrimary, FormText, FormTitle

class Ui_RestrictUnits(object):
    def setupUi(self, RestrictUnits: QDialog) -> None:
        if not RestrictUnits.objectName():
            RestrictUnits.setObjectName(u"RestrictUnits")
        self.column = QVBoxLayout(RestrictUnits)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(RestrictUnits)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(RestrictUnits)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.mortgaged_part = QVBoxLayout()
        self.mortgaged_part.setSpacing(4)
        self.mortgaged_part.setObjectName(u"mortgaged_part")
        self.mortgaged_noun = FormNoun(RestrictUnits)
        self.mortgaged_noun.setObjectName(u"mortgaged_noun")

        self.mortgaged_part.addWidget(self.mortgaged_noun)

        self.mortgaged = FormChoice(RestrictUnits)
        self.mortgaged.setObjectName(u"mortgaged")

        self.mortgaged_part.addWidget(self.mortgaged)


        self.column.addLayout(self.mortgaged_part)

        self.sealed_part = QVBoxLayout()
        self.sealed_part.setSpacing(4)
        self.sealed_part.setObjectName(u"sealed_part")
        self.sealed_noun = FormNoun(RestrictUnits)
        self.sealed_noun.setObjectName(u"sealed_noun")

        self.sealed_part.addWidget(self.sealed_noun)

        self.sealed = FormChoice(RestrictUnits)
        self.sealed.setObjectName(u"sealed")

        self.sealed_part.addWidget(self.sealed)


        self.column.addLayout(self.sealed_part)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(RestrictUnits)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormText(RestrictUnits)
        self.note.setObjectName(u"note")
        self.note.setMost(300)

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.banner = FormBanner(RestrictUnits)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(RestrictUnits)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(RestrictUnits)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(RestrictUnits)

        QMetaObject.connectSlotsByName(RestrictUnits)
    # setupUi

    def retranslateUi(self, RestrictUnits: QDialog) -> None:
        RestrictUnits.setWindowTitle(tr(u"Restrictions"))
        self.title.setText(tr(u"Restrictions"))
        self.mortgaged_noun.setText(tr(u"Mortgaged"))
#if QT_CONFIG(accessibility)
        self.mortgaged.setAccessibleName(tr(u"Mortgaged"))
#endif // QT_CONFIG(accessibility)
        self.sealed_noun.setText(tr(u"Sealed by a court"))
#if QT_CONFIG(accessibility)
        self.sealed.setAccessibleName(tr(u"Sealed by a court"))
#endif // QT_CONFIG(accessibility)
        self.note_noun.setText(tr(u"By which paper"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"By which paper"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
