# Made from ui/export_range.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormDate, FormNote, FormNoun, FormPrimary, FormTitle

class Ui_ExportRange(object):
    def setupUi(self, ExportRange: QDialog) -> None:
        if not ExportRange.objectName():
            ExportRange.setObjectName(u"ExportRange")
        self.column = QVBoxLayout(ExportRange)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(ExportRange)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(ExportRange)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.quick = QHBoxLayout()
        self.quick.setObjectName(u"quick")

        self.column.addLayout(self.quick)

        self.days = QHBoxLayout()
        self.days.setSpacing(12)
        self.days.setObjectName(u"days")
        self.first_part = QVBoxLayout()
        self.first_part.setSpacing(4)
        self.first_part.setObjectName(u"first_part")
        self.first_noun = FormNoun(ExportRange)
        self.first_noun.setObjectName(u"first_noun")

        self.first_part.addWidget(self.first_noun)

        self.first = FormDate(ExportRange)
        self.first.setObjectName(u"first")

        self.first_part.addWidget(self.first)


        self.days.addLayout(self.first_part)

        self.last_part = QVBoxLayout()
        self.last_part.setSpacing(4)
        self.last_part.setObjectName(u"last_part")
        self.last_noun = FormNoun(ExportRange)
        self.last_noun.setObjectName(u"last_noun")

        self.last_part.addWidget(self.last_noun)

        self.last = FormDate(ExportRange)
        self.last.setObjectName(u"last")

        self.last_part.addWidget(self.last)


        self.days.addLayout(self.last_part)

        self.days.setStretch(0, 1)
        self.days.setStretch(1, 1)

        self.column.addLayout(self.days)

        self.note = FormNote(ExportRange)
        self.note.setObjectName(u"note")

        self.column.addWidget(self.note)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(ExportRange)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(ExportRange)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(ExportRange)

        QMetaObject.connectSlotsByName(ExportRange)
    # setupUi

    def retranslateUi(self, ExportRange: QDialog) -> None:
        ExportRange.setWindowTitle(tr(u"Export to Excel"))
        self.title.setText(tr(u"Export to Excel"))
        self.first_noun.setText(tr(u"First day"))
#if QT_CONFIG(accessibility)
        self.first.setAccessibleName(tr(u"First day"))
#endif // QT_CONFIG(accessibility)
        self.last_noun.setText(tr(u"Last day"))
#if QT_CONFIG(accessibility)
        self.last.setAccessibleName(tr(u"Last day"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Choose the file"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
