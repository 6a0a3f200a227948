# Made from ui/money_item.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNoun, FormPrimary, FormText, FormTitle

class Ui_MoneyItem(object):
    def setupUi(self, MoneyItem: QDialog) -> None:
        if not MoneyItem.objectName():
            MoneyItem.setObjectName(u"MoneyItem")
        self.column = QVBoxLayout(MoneyItem)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(MoneyItem)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(MoneyItem)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(MoneyItem)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(MoneyItem)
        self.name.setObjectName(u"name")
        self.name.setMost(60)

        self.name_part.addWidget(self.name)


        self.column.addLayout(self.name_part)

        self.klass_part = QVBoxLayout()
        self.klass_part.setSpacing(4)
        self.klass_part.setObjectName(u"klass_part")
        self.klass_noun = FormNoun(MoneyItem)
        self.klass_noun.setObjectName(u"klass_noun")

        self.klass_part.addWidget(self.klass_noun)

        self.klass = FormChoice(MoneyItem)
        self.klass.setObjectName(u"klass")

        self.klass_part.addWidget(self.klass)


        self.column.addLayout(self.klass_part)

        self.banner = FormBanner(MoneyItem)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(MoneyItem)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(MoneyItem)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(MoneyItem)

        QMetaObject.connectSlotsByName(MoneyItem)
    # setupUi

    def retranslateUi(self, MoneyItem: QDialog) -> None:
        MoneyItem.setWindowTitle(tr(u"New money item"))
        self.title.setText(tr(u"New money item"))
        self.name_noun.setText(tr(u"Name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Name"))
#endif // QT_CONFIG(accessibility)
        self.klass_noun.setText(tr(u"Class"))
#if QT_CONFIG(accessibility)
        self.klass.setAccessibleName(tr(u"Class"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
