# Made from ui/ask_price.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AskPrice(object):
    def setupUi(self, AskPrice: QDialog) -> None:
        if not AskPrice.objectName():
            AskPrice.setObjectName(u"AskPrice")
        self.column = QVBoxLayout(AskPrice)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AskPrice)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AskPrice)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.price = FormNote(AskPrice)
        self.price.setObjectName(u"price")

        self.column.addWidget(self.price)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(AskPrice)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(AskPrice)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.after = FormNote(AskPrice)
        self.after.setObjectName(u"after")

        self.column.addWidget(self.after)

        self.banner = FormBanner(AskPrice)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AskPrice)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AskPrice)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AskPrice)

        QMetaObject.connectSlotsByName(AskPrice)
    # setupUi

    def retranslateUi(self, AskPrice: QDialog) -> None:
        AskPrice.setWindowTitle(tr(u"Ask for this price"))
        self.title.setText(tr(u"Ask for this price"))
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.after.setText(tr(u"Once others agree, the subscription goes through at just this price."))
        self.go.setText(tr(u"Ask for this price"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
