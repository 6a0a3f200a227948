# Made from ui/board_moment.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormDate, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_BoardMoment(object):
    def setupUi(self, BoardMoment: QDialog) -> None:
        if not BoardMoment.objectName():
            BoardMoment.setObjectName(u"BoardMoment")
        self.column = QVBoxLayout(BoardMoment)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(BoardMoment)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(BoardMoment)
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
        self.day_part = QVBoxLayout()
        self.day_part.setSpacing(4)
        self.day_part.setObjectName(u"day_part")
        self.day_noun = FormNoun(BoardMoment)
        self.day_noun.setObjectName(u"day_noun")

        self.day_part.addWidget(self.day_noun)

        self.day = FormDate(BoardMoment)
        self.day.setObjectName(u"day")

        self.day_part.addWidget(self.day)


        self.days.addLayout(self.day_part)

        self.hour_part = QVBoxLayout()
        self.hour_part.setSpacing(4)
        self.hour_part.setObjectName(u"hour_part")
        self.hour_noun = FormNoun(BoardMoment)
        self.hour_noun.setObjectName(u"hour_noun")

        self.hour_part.addWidget(self.hour_noun)

        self.hour = FormText(BoardMoment)
        self.hour.setObjectName(u"hour")

        self.hour_part.addWidget(self.hour)


        self.days.addLayout(self.hour_part)

        self.days.setStretch(0, 3)
        self.days.setStretch(1, 2)

        self.column.addLayout(self.days)

        self.note = FormNote(BoardMoment)
        self.note.setObjectName(u"note")

        self.column.addWidget(self.note)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(BoardMoment)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(BoardMoment)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(BoardMoment)

        QMetaObject.connectSlotsByName(BoardMoment)
    # setupUi

    def retranslateUi(self, BoardMoment: QDialog) -> None:
        BoardMoment.setWindowTitle(tr(u"Board at another time"))
        self.title.setText(tr(u"Board at another time"))
        self.day_noun.setText(tr(u"Day"))
#if QT_CONFIG(accessibility)
        self.day.setAccessibleName(tr(u"Day"))
#endif // QT_CONFIG(accessibility)
        self.hour_noun.setText(tr(u"Time of day"))
#if QT_CONFIG(accessibility)
        self.hour.setAccessibleName(tr(u"Time of day"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Show the board of then"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
