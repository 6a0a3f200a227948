# Made from ui/receipt_book.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.set_up.in_forms import FormNumber

class Ui_ReceiptBook(object):
    def setupUi(self, ReceiptBook: QDialog) -> None:
        if not ReceiptBook.objectName():
            ReceiptBook.setObjectName(u"ReceiptBook")
        self.column = QVBoxLayout(ReceiptBook)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(ReceiptBook)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(ReceiptBook)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.kind_part = QVBoxLayout()
        self.kind_part.setSpacing(4)
        self.kind_part.setObjectName(u"kind_part")
        self.kind_noun = FormNoun(ReceiptBook)
        self.kind_noun.setObjectName(u"kind_noun")

        self.kind_part.addWidget(self.kind_noun)

        self.kind = FormChoice(ReceiptBook)
        self.kind.setObjectName(u"kind")

        self.kind_part.addWidget(self.kind)


        self.column.addLayout(self.kind_part)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(ReceiptBook)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(ReceiptBook)
        self.name.setObjectName(u"name")
        self.name.setMost(60)

        self.name_part.addWidget(self.name)


        self.column.addLayout(self.name_part)

        self.prefix_part = QVBoxLayout()
        self.prefix_part.setSpacing(4)
        self.prefix_part.setObjectName(u"prefix_part")
        self.prefix_noun = FormNoun(ReceiptBook)
        self.prefix_noun.setObjectName(u"prefix_noun")

        self.prefix_part.addWidget(self.prefix_noun)

        self.prefix = FormText(ReceiptBook)
        self.prefix.setObjectName(u"prefix")
        self.prefix.setMost(20)

        self.prefix_part.addWidget(self.prefix)


        self.column.addLayout(self.prefix_part)

        self.digits_part = QVBoxLayout()
        self.digits_part.setSpacing(4)
        self.digits_part.setObjectName(u"digits_part")
        self.digits_noun = FormNoun(ReceiptBook)
        self.digits_noun.setObjectName(u"digits_noun")

        self.digits_part.addWidget(self.digits_noun)

        self.digits = FormNumber(ReceiptBook)
        self.digits.setObjectName(u"digits")

        self.digits_part.addWidget(self.digits)


        self.column.addLayout(self.digits_part)

        self.first_part = QVBoxLayout()
        self.first_part.setSpacing(4)
        self.first_part.setObjectName(u"first_part")
        self.first_noun = FormNoun(ReceiptBook)
        self.first_noun.setObjectName(u"first_noun")

        self.first_part.addWidget(self.first_noun)

        self.first_no = FormNumber(ReceiptBook)
        self.first_no.setObjectName(u"first_no")

        self.first_part.addWidget(self.first_no)


        self.column.addLayout(self.first_part)

        self.banner = FormBanner(ReceiptBook)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(ReceiptBook)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(ReceiptBook)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(ReceiptBook)

        QMetaObject.connectSlotsByName(ReceiptBook)
    # setupUi

    def retranslateUi(self, ReceiptBook: QDialog) -> None:
        ReceiptBook.setWindowTitle(tr(u"New receipt book"))
        self.title.setText(tr(u"New receipt book"))
        self.kind_noun.setText(tr(u"Numbers"))
#if QT_CONFIG(accessibility)
        self.kind.setAccessibleName(tr(u"Numbers"))
#endif // QT_CONFIG(accessibility)
        self.name_noun.setText(tr(u"Name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Name"))
#endif // QT_CONFIG(accessibility)
        self.prefix_noun.setText(tr(u"Prefix of the numbers"))
#if QT_CONFIG(accessibility)
        self.prefix.setAccessibleName(tr(u"Prefix of the numbers"))
#endif // QT_CONFIG(accessibility)
        self.digits_noun.setText(tr(u"Digits of the number"))
#if QT_CONFIG(accessibility)
        self.digits.setAccessibleName(tr(u"Digits of the number"))
#endif // QT_CONFIG(accessibility)
        self.first_noun.setText(tr(u"First number"))
#if QT_CONFIG(accessibility)
        self.first_no.setAccessibleName(tr(u"First number"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
