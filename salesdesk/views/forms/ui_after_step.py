# Made from ui/after_step.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormDate, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AfterStep(object):
    def setupUi(self, AfterStep: QDialog) -> None:
        if not AfterStep.objectName():
            AfterStep.setObjectName(u"AfterStep")
        self.column = QVBoxLayout(AfterStep)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterStep)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterStep)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.day_part = QVBoxLayout()
        self.day_part.setSpacing(4)
        self.day_part.setObjectName(u"day_part")
        self.day_noun = FormNoun(AfterStep)
        self.day_noun.setObjectName(u"day_noun")

        self.day_part.addWidget(self.day_noun)

        self.day = FormDate(AfterStep)
        self.day.setObjectName(u"day")

        self.day_part.addWidget(self.day)


        self.column.addLayout(self.day_part)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(AfterStep)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormText(AfterStep)
        self.note.setObjectName(u"note")
        self.note.setMost(300)

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.about_step = FormNote(AfterStep)
        self.about_step.setObjectName(u"about_step")

        self.column.addWidget(self.about_step)

        self.banner = FormBanner(AfterStep)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterStep)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterStep)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterStep)

        QMetaObject.connectSlotsByName(AfterStep)
    # setupUi

    def retranslateUi(self, AfterStep: QDialog) -> None:
        AfterStep.setWindowTitle(tr(u"Step"))
        self.title.setText(tr(u"Step"))
        self.day_noun.setText(tr(u"Done on"))
#if QT_CONFIG(accessibility)
        self.day.setAccessibleName(tr(u"Done on"))
#endif // QT_CONFIG(accessibility)
        self.note_noun.setText(tr(u"Note"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"Note"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
