# Made from ui/file_contract.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormDate, FormNoun, FormPrimary, FormText, FormTitle

class Ui_FileContract(object):
    def setupUi(self, FileContract: QDialog) -> None:
        if not FileContract.objectName():
            FileContract.setObjectName(u"FileContract")
        self.column = QVBoxLayout(FileContract)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(FileContract)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(FileContract)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.number_part = QVBoxLayout()
        self.number_part.setSpacing(4)
        self.number_part.setObjectName(u"number_part")
        self.number_noun = FormNoun(FileContract)
        self.number_noun.setObjectName(u"number_noun")

        self.number_part.addWidget(self.number_noun)

        self.number = FormText(FileContract)
        self.number.setObjectName(u"number")
        self.number.setMost(60)

        self.number_part.addWidget(self.number)


        self.column.addLayout(self.number_part)

        self.day_part = QVBoxLayout()
        self.day_part.setSpacing(4)
        self.day_part.setObjectName(u"day_part")
        self.day_noun = FormNoun(FileContract)
        self.day_noun.setObjectName(u"day_noun")

        self.day_part.addWidget(self.day_noun)

        self.day = FormDate(FileContract)
        self.day.setObjectName(u"day")

        self.day_part.addWidget(self.day)


        self.column.addLayout(self.day_part)

        self.banner = FormBanner(FileContract)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(FileContract)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(FileContract)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(FileContract)

        QMetaObject.connectSlotsByName(FileContract)
    # setupUi

    def retranslateUi(self, FileContract: QDialog) -> None:
        FileContract.setWindowTitle(tr(u"File"))
        self.title.setText(tr(u"File"))
        self.number_noun.setText(tr(u"Filing number"))
#if QT_CONFIG(accessibility)
        self.number.setAccessibleName(tr(u"Filing number"))
#endif // QT_CONFIG(accessibility)
        self.day_noun.setText(tr(u"Filing date"))
#if QT_CONFIG(accessibility)
        self.day.setAccessibleName(tr(u"Filing date"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"File"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
