# Made from ui/after_step_back.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AfterStepBack(object):
    def setupUi(self, AfterStepBack: QDialog) -> None:
        if not AfterStepBack.objectName():
            AfterStepBack.setObjectName(u"AfterStepBack")
        self.column = QVBoxLayout(AfterStepBack)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterStepBack)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterStepBack)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.about_step = FormNote(AfterStepBack)
        self.about_step.setObjectName(u"about_step")

        self.column.addWidget(self.about_step)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(AfterStepBack)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormText(AfterStepBack)
        self.note.setObjectName(u"note")
        self.note.setMost(300)

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.banner = FormBanner(AfterStepBack)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterStepBack)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterStepBack)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterStepBack)

        QMetaObject.connectSlotsByName(AfterStepBack)
    # setupUi

    def retranslateUi(self, AfterStepBack: QDialog) -> None:
        AfterStepBack.setWindowTitle(tr(u"Take back a step"))
        self.title.setText(tr(u"Take back a step"))
        self.note_noun.setText(tr(u"Why"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"Why"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Take back"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
