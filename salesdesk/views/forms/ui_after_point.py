# Made from ui/after_point.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AfterPoint(object):
    def setupUi(self, AfterPoint: QDialog) -> None:
        if not AfterPoint.objectName():
            AfterPoint.setObjectName(u"AfterPoint")
        self.column = QVBoxLayout(AfterPoint)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterPoint)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterPoint)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.about_point = FormNote(AfterPoint)
        self.about_point.setObjectName(u"about_point")

        self.column.addWidget(self.about_point)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(AfterPoint)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormText(AfterPoint)
        self.note.setObjectName(u"note")
        self.note.setMost(300)

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.banner = FormBanner(AfterPoint)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterPoint)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterPoint)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterPoint)

        QMetaObject.connectSlotsByName(AfterPoint)
    # setupUi

    def retranslateUi(self, AfterPoint: QDialog) -> None:
        AfterPoint.setWindowTitle(tr(u"Point not passed"))
        self.title.setText(tr(u"Point not passed"))
        self.note_noun.setText(tr(u"What is wrong"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"What is wrong"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Not passed"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
