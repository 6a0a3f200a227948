# Made from ui/after_node_day.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormDate, FormNote, FormNoun, FormPrimary, FormTitle

class Ui_AfterNodeDay(object):
    def setupUi(self, AfterNodeDay: QDialog) -> None:
        if not AfterNodeDay.objectName():
            AfterNodeDay.setObjectName(u"AfterNodeDay")
        self.column = QVBoxLayout(AfterNodeDay)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterNodeDay)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterNodeDay)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.about_node = FormNote(AfterNodeDay)
        self.about_node.setObjectName(u"about_node")

        self.column.addWidget(self.about_node)

        self.day_part = QVBoxLayout()
        self.day_part.setSpacing(4)
        self.day_part.setObjectName(u"day_part")
        self.day_noun = FormNoun(AfterNodeDay)
        self.day_noun.setObjectName(u"day_noun")

        self.day_part.addWidget(self.day_noun)

        self.day = FormDate(AfterNodeDay)
        self.day.setObjectName(u"day")

        self.day_part.addWidget(self.day)


        self.column.addLayout(self.day_part)

        self.banner = FormBanner(AfterNodeDay)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterNodeDay)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterNodeDay)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterNodeDay)

        QMetaObject.connectSlotsByName(AfterNodeDay)
    # setupUi

    def retranslateUi(self, AfterNodeDay: QDialog) -> None:
        AfterNodeDay.setWindowTitle(tr(u"Construction node"))
        self.title.setText(tr(u"Construction node"))
        self.day_noun.setText(tr(u"Day"))
#if QT_CONFIG(accessibility)
        self.day.setAccessibleName(tr(u"Day"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
