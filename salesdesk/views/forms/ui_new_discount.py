# Made from ui/new_discount.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormDate, FormNoun, FormPrimary, FormText, FormTitle
from salesdesk.views.set_up.discount_side import DiscountSide
from salesdesk.views.set_up.in_forms import FormFigure

class Ui_NewDiscount(object):
    def setupUi(self, NewDiscount: QDialog) -> None:
        if not NewDiscount.objectName():
            NewDiscount.setObjectName(u"NewDiscount")
        self.column = QVBoxLayout(NewDiscount)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(NewDiscount)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(NewDiscount)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.both = QHBoxLayout()
        self.both.setSpacing(24)
        self.both.setObjectName(u"both")
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.fields.setObjectName(u"fields")
        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(NewDiscount)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(NewDiscount)
        self.name.setObjectName(u"name")
        self.name.setMost(60)

        self.name_part.addWidget(self.name)


        self.fields.addLayout(self.name_part)

        self.kind_part = QVBoxLayout()
        self.kind_part.setSpacing(4)
        self.kind_part.setObjectName(u"kind_part")
        self.kind_noun = FormNoun(NewDiscount)
        self.kind_noun.setObjectName(u"kind_noun")

        self.kind_part.addWidget(self.kind_noun)

        self.kind = FormChoice(NewDiscount)
        self.kind.setObjectName(u"kind")

        self.kind_part.addWidget(self.kind)


        self.fields.addLayout(self.kind_part)

        self.value_part = QVBoxLayout()
        self.value_part.setSpacing(4)
        self.value_part.setObjectName(u"value_part")
        self.value_noun = FormNoun(NewDiscount)
        self.value_noun.setObjectName(u"value_noun")

        self.value_part.addWidget(self.value_noun)

        self.value = FormFigure(NewDiscount)
        self.value.setObjectName(u"value")

        self.value_part.addWidget(self.value)


        self.fields.addLayout(self.value_part)

        self.ground_part = QVBoxLayout()
        self.ground_part.setSpacing(4)
        self.ground_part.setObjectName(u"ground_part")
        self.ground_noun = FormNoun(NewDiscount)
        self.ground_noun.setObjectName(u"ground_noun")

        self.ground_part.addWidget(self.ground_noun)

        self.ground = FormText(NewDiscount)
        self.ground.setObjectName(u"ground")
        self.ground.setMost(100)

        self.ground_part.addWidget(self.ground)


        self.fields.addLayout(self.ground_part)

        self.scheme_part = QVBoxLayout()
        self.scheme_part.setSpacing(4)
        self.scheme_part.setObjectName(u"scheme_part")
        self.scheme_noun = FormNoun(NewDiscount)
        self.scheme_noun.setObjectName(u"scheme_noun")

        self.scheme_part.addWidget(self.scheme_noun)

        self.scheme = FormChoice(NewDiscount)
        self.scheme.setObjectName(u"scheme")

        self.scheme_part.addWidget(self.scheme)


        self.fields.addLayout(self.scheme_part)

        self.valid_from_part = QVBoxLayout()
        self.valid_from_part.setSpacing(4)
        self.valid_from_part.setObjectName(u"valid_from_part")
        self.valid_from_noun = FormNoun(NewDiscount)
        self.valid_from_noun.setObjectName(u"valid_from_noun")

        self.valid_from_part.addWidget(self.valid_from_noun)

        self.valid_from = FormDate(NewDiscount)
        self.valid_from.setObjectName(u"valid_from")

        self.valid_from_part.addWidget(self.valid_from)


        self.fields.addLayout(self.valid_from_part)

        self.valid_to_part = QVBoxLayout()
        self.valid_to_part.setSpacing(4)
        self.valid_to_part.setObjectName(u"valid_to_part")
        self.valid_to_noun = FormNoun(NewDiscount)
        self.valid_to_noun.setObjectName(u"valid_to_noun")

        self.valid_to_part.addWidget(self.valid_to_noun)

        self.valid_to = FormDate(NewDiscount)
        self.valid_to.setObjectName(u"valid_to")

        self.valid_to_part.addWidget(self.valid_to)


        self.fields.addLayout(self.valid_to_part)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.fields.addItem(self.rest)


        self.both.addLayout(self.fields)

        self.side = DiscountSide(NewDiscount)
        self.side.setObjectName(u"side")

        self.both.addWidget(self.side)

        self.both.setStretch(0, 1)

        self.column.addLayout(self.both)

        self.banner = FormBanner(NewDiscount)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(NewDiscount)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(NewDiscount)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(NewDiscount)

        QMetaObject.connectSlotsByName(NewDiscount)
    # setupUi

    def retranslateUi(self, NewDiscount: QDialog) -> None:
        NewDiscount.setWindowTitle(tr(u"New discount"))
        self.title.setText(tr(u"New discount"))
        self.name_noun.setText(tr(u"Name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Name"))
#endif // QT_CONFIG(accessibility)
        self.kind_noun.setText(tr(u"Kind"))
#if QT_CONFIG(accessibility)
        self.kind.setAccessibleName(tr(u"Kind"))
#endif // QT_CONFIG(accessibility)
        self.value_noun.setText(tr(u"How much"))
#if QT_CONFIG(accessibility)
        self.value.setAccessibleName(tr(u"How much"))
#endif // QT_CONFIG(accessibility)
        self.ground_noun.setText(tr(u"Ground"))
#if QT_CONFIG(accessibility)
        self.ground.setAccessibleName(tr(u"Ground"))
#endif // QT_CONFIG(accessibility)
        self.scheme_noun.setText(tr(u"Only with the scheme"))
#if QT_CONFIG(accessibility)
        self.scheme.setAccessibleName(tr(u"Only with the scheme"))
#endif // QT_CONFIG(accessibility)
        self.valid_from_noun.setText(tr(u"Valid from"))
#if QT_CONFIG(accessibility)
        self.valid_from.setAccessibleName(tr(u"Valid from"))
#endif // QT_CONFIG(accessibility)
        self.valid_to_noun.setText(tr(u"Valid to"))
#if QT_CONFIG(accessibility)
        self.valid_to.setAccessibleName(tr(u"Valid to"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
