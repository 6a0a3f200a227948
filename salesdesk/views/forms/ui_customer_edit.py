# Made from ui/customer_edit.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from salesdesk.views.customers.form_parts import FormAddress, FormLevel, FormName, FormReferrer, FormWish
from salesdesk.views.kit.in_forms import FormChoice, FormNoun

class Ui_CustomerForm(object):
    def setupUi(self, CustomerForm: QWidget) -> None:
        if not CustomerForm.objectName():
            CustomerForm.setObjectName(u"CustomerForm")
        self.column = QVBoxLayout(CustomerForm)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.who = QHBoxLayout()
        self.who.setSpacing(16)
        self.who.setObjectName(u"who")
        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(CustomerForm)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormName(CustomerForm)
        self.name.setObjectName(u"name")

        self.name_part.addWidget(self.name)


        self.who.addLayout(self.name_part)

        self.level_part = QVBoxLayout()
        self.level_part.setSpacing(4)
        self.level_part.setObjectName(u"level_part")
        self.level_noun = FormNoun(CustomerForm)
        self.level_noun.setObjectName(u"level_noun")

        self.level_part.addWidget(self.level_noun)

        self.level_row = QHBoxLayout()
        self.level_row.setObjectName(u"level_row")
        self.level = FormLevel(CustomerForm)
        self.level.setObjectName(u"level")

        self.level_row.addWidget(self.level)

        self.level_rest = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.level_row.addItem(self.level_rest)


        self.level_part.addLayout(self.level_row)


        self.who.addLayout(self.level_part)

        self.who.setStretch(0, 1)
        self.who.setStretch(1, 1)

        self.column.addLayout(self.who)

        self.came_by = QHBoxLayout()
        self.came_by.setSpacing(16)
        self.came_by.setObjectName(u"came_by")
        self.channel_part = QVBoxLayout()
        self.channel_part.setSpacing(4)
        self.channel_part.setObjectName(u"channel_part")
        self.channel_noun = FormNoun(CustomerForm)
        self.channel_noun.setObjectName(u"channel_noun")

        self.channel_part.addWidget(self.channel_noun)

        self.channel = FormChoice(CustomerForm)
        self.channel.setObjectName(u"channel")

        self.channel_part.addWidget(self.channel)


        self.came_by.addLayout(self.channel_part)

        self.referrer_part = QVBoxLayout()
        self.referrer_part.setSpacing(4)
        self.referrer_part.setObjectName(u"referrer_part")
        self.referrer_noun = FormNoun(CustomerForm)
        self.referrer_noun.setObjectName(u"referrer_noun")

        self.referrer_part.addWidget(self.referrer_noun)

        self.referrer = FormReferrer(CustomerForm)
        self.referrer.setObjectName(u"referrer")

        self.referrer_part.addWidget(self.referrer)


        self.came_by.addLayout(self.referrer_part)

        self.came_by.setStretch(0, 1)
        self.came_by.setStretch(1, 1)

        self.column.addLayout(self.came_by)

        self.wish_part = QVBoxLayout()
        self.wish_part.setSpacing(4)
        self.wish_part.setObjectName(u"wish_part")
        self.wish_noun = FormNoun(CustomerForm)
        self.wish_noun.setObjectName(u"wish_noun")

        self.wish_part.addWidget(self.wish_noun)

        self.wish = FormWish(CustomerForm)
        self.wish.setObjectName(u"wish")

        self.wish_part.addWidget(self.wish)


        self.column.addLayout(self.wish_part)

        self.address_part = QVBoxLayout()
        self.address_part.setSpacing(4)
        self.address_part.setObjectName(u"address_part")
        self.address_noun = FormNoun(CustomerForm)
        self.address_noun.setObjectName(u"address_noun")

        self.address_part.addWidget(self.address_noun)

        self.address = FormAddress(CustomerForm)
        self.address.setObjectName(u"address")

        self.address_part.addWidget(self.address)


        self.column.addLayout(self.address_part)


        self.retranslateUi(CustomerForm)

        QMetaObject.connectSlotsByName(CustomerForm)
    # setupUi

    def retranslateUi(self, CustomerForm: QWidget) -> None:
        self.name_noun.setText(tr(u"Full name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Full name"))
#endif // QT_CONFIG(accessibility)
        self.level_noun.setText(tr(u"Level"))
        self.channel_noun.setText(tr(u"Channel"))
#if QT_CONFIG(accessibility)
        self.channel.setAccessibleName(tr(u"Channel"))
#endif // QT_CONFIG(accessibility)
        self.referrer_noun.setText(tr(u"Referrer"))
#if QT_CONFIG(accessibility)
        self.referrer.setAccessibleName(tr(u"Referrer"))
#endif // QT_CONFIG(accessibility)
        self.wish_noun.setText(tr(u"Wish"))
#if QT_CONFIG(accessibility)
        self.wish.setAccessibleName(tr(u"Wish"))
#endif // QT_CONFIG(accessibility)
        self.address_noun.setText(tr(u"Address"))
#if QT_CONFIG(accessibility)
        self.address.setAccessibleName(tr(u"Address"))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
