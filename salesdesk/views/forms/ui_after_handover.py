# Made from ui/after_handover.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormDate, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AfterHandover(object):
    def setupUi(self, AfterHandover: QDialog) -> None:
        if not AfterHandover.objectName():
            AfterHandover.setObjectName(u"AfterHandover")
        self.column = QVBoxLayout(AfterHandover)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterHandover)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterHandover)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.warns = FormBanner(AfterHandover)
        self.warns.setObjectName(u"warns")

        self.column.addWidget(self.warns)

        self.day_part = QVBoxLayout()
        self.day_part.setSpacing(4)
        self.day_part.setObjectName(u"day_part")
        self.day_noun = FormNoun(AfterHandover)
        self.day_noun.setObjectName(u"day_noun")

        self.day_part.addWidget(self.day_noun)

        self.day = FormDate(AfterHandover)
        self.day.setObjectName(u"day")

        self.day_part.addWidget(self.day)


        self.column.addLayout(self.day_part)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(AfterHandover)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormText(AfterHandover)
        self.note.setObjectName(u"note")
        self.note.setMost(300)

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.banner = FormBanner(AfterHandover)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterHandover)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterHandover)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterHandover)

        QMetaObject.connectSlotsByName(AfterHandover)
    # setupUi

    def retranslateUi(self, AfterHandover: QDialog) -> None:
        AfterHandover.setWindowTitle(tr(u"Hand over"))
        self.title.setText(tr(u"Hand over"))
        self.day_noun.setText(tr(u"Handed over on"))
#if QT_CONFIG(accessibility)
        self.day.setAccessibleName(tr(u"Handed over on"))
#endif // QT_CONFIG(accessibility)
        self.note_noun.setText(tr(u"Note"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"Note"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Hand over"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
