# Made from ui/launch_units.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_LaunchUnits(object):
    def setupUi(self, LaunchUnits: QDialog) -> None:
        if not LaunchUnits.objectName():
            LaunchUnits.setObjectName(u"LaunchUnits")
        self.column = QVBoxLayout(LaunchUnits)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(LaunchUnits)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(LaunchUnits)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(LaunchUnits)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormText(LaunchUnits)
        self.note.setObjectName(u"note")
        self.note.setMost(300)

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.refused = FormNote(LaunchUnits)
        self.refused.setObjectName(u"refused")

        self.column.addWidget(self.refused)

        self.banner = FormBanner(LaunchUnits)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(LaunchUnits)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(LaunchUnits)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(LaunchUnits)

        QMetaObject.connectSlotsByName(LaunchUnits)
    # setupUi

    def retranslateUi(self, LaunchUnits: QDialog) -> None:
        LaunchUnits.setWindowTitle(tr(u"Launch"))
        self.title.setText(tr(u"Launch"))
        self.note_noun.setText(tr(u"Note"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"Note"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Launch"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
