# Made from ui/customer_entry.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from salesdesk.views.customers.form_parts import FormContact, FormLevel, FormMoment, FormName, FormNote, FormReferrer, FormTelephone, FormWish
from salesdesk.views.kit.in_forms import FormBanner, FormChoice, FormDate, FormNoun, FormTitle

class Ui_CustomerEntry(object):
    def setupUi(self, CustomerEntry: QWidget) -> None:
        if not CustomerEntry.objectName():
            CustomerEntry.setObjectName(u"CustomerEntry")
        self.column = QVBoxLayout(CustomerEntry)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.who = QHBoxLayout()
        self.who.setSpacing(16)
        self.who.setObjectName(u"who")
        self.telephone_part = QVBoxLayout()
        self.telephone_part.setSpacing(4)
        self.telephone_part.setObjectName(u"telephone_part")
        self.telephone_noun = FormNoun(CustomerEntry)
        self.telephone_noun.setObjectName(u"telephone_noun")

        self.telephone_part.addWidget(self.telephone_noun)

        self.telephone = FormTelephone(CustomerEntry)
        self.telephone.setObjectName(u"telephone")

        self.telephone_part.addWidget(self.telephone)


        self.who.addLayout(self.telephone_part)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(CustomerEntry)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormName(CustomerEntry)
        self.name.setObjectName(u"name")

        self.name_part.addWidget(self.name)


        self.who.addLayout(self.name_part)

        self.who.setStretch(0, 1)
        self.who.setStretch(1, 1)

        self.column.addLayout(self.who)

        self.known = FormBanner(CustomerEntry)
        self.known.setObjectName(u"known")

        self.column.addWidget(self.known)

        self.came_by = QHBoxLayout()
        self.came_by.setSpacing(16)
        self.came_by.setObjectName(u"came_by")
        self.channel_part = QVBoxLayout()
        self.channel_part.setSpacing(4)
        self.channel_part.setObjectName(u"channel_part")
        self.channel_noun = FormNoun(CustomerEntry)
        self.channel_noun.setObjectName(u"channel_noun")

        self.channel_part.addWidget(self.channel_noun)

        self.channel = FormChoice(CustomerEntry)
        self.channel.setObjectName(u"channel")

        self.channel_part.addWidget(self.channel)


        self.came_by.addLayout(self.channel_part)

        self.referrer_part = QVBoxLayout()
        self.referrer_part.setSpacing(4)
        self.referrer_part.setObjectName(u"referrer_part")
        self.referrer_noun = FormNoun(CustomerEntry)
        self.referrer_noun.setObjectName(u"referrer_noun")

        self.referrer_part.addWidget(self.referrer_noun)

        self.referrer = FormReferrer(CustomerEntry)
        self.referrer.setObjectName(u"referrer")

        self.referrer_part.addWidget(self.referrer)


        self.came_by.addLayout(self.referrer_part)

        self.came_by.setStretch(0, 1)
        self.came_by.setStretch(1, 1)

        self.column.addLayout(self.came_by)

        self.wish_part = QVBoxLayout()
        self.wish_part.setSpacing(4)
        self.wish_part.setObjectName(u"wish_part")
        self.wish_noun = FormNoun(CustomerEntry)
        self.wish_noun.setObjectName(u"wish_noun")

        self.wish_part.addWidget(self.wish_noun)

        self.wish = FormWish(CustomerEntry)
        self.wish.setObjectName(u"wish")

        self.wish_part.addWidget(self.wish)


        self.column.addLayout(self.wish_part)

        self.rank = QHBoxLayout()
        self.rank.setSpacing(16)
        self.rank.setObjectName(u"rank")
        self.level_part = QVBoxLayout()
        self.level_part.setSpacing(4)
        self.level_part.setObjectName(u"level_part")
        self.level_noun = FormNoun(CustomerEntry)
        self.level_noun.setObjectName(u"level_noun")

        self.level_part.addWidget(self.level_noun)

        self.level_row = QHBoxLayout()
        self.level_row.setObjectName(u"level_row")
        self.level = FormLevel(CustomerEntry)
        self.level.setObjectName(u"level")

        self.level_row.addWidget(self.level)

        self.level_rest = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.level_row.addItem(self.level_rest)


        self.level_part.addLayout(self.level_row)


        self.rank.addLayout(self.level_part)

        self.owner_part = QVBoxLayout()
        self.owner_part.setSpacing(4)
        self.owner_part.setObjectName(u"owner_part")
        self.owner_noun = FormNoun(CustomerEntry)
        self.owner_noun.setObjectName(u"owner_noun")

        self.owner_part.addWidget(self.owner_noun)

        self.owner = FormChoice(CustomerEntry)
        self.owner.setObjectName(u"owner")

        self.owner_part.addWidget(self.owner)


        self.rank.addLayout(self.owner_part)

        self.rank.setStretch(0, 1)
        self.rank.setStretch(1, 1)

        self.column.addLayout(self.rank)

        self.first_title = FormTitle(CustomerEntry)
        self.first_title.setObjectName(u"first_title")

        self.column.addWidget(self.first_title)

        self.first = QHBoxLayout()
        self.first.setSpacing(16)
        self.first.setObjectName(u"first")
        self.contact_part = QVBoxLayout()
        self.contact_part.setSpacing(4)
        self.contact_part.setObjectName(u"contact_part")
        self.contact_noun = FormNoun(CustomerEntry)
        self.contact_noun.setObjectName(u"contact_noun")

        self.contact_part.addWidget(self.contact_noun)

        self.contact_row = QHBoxLayout()
        self.contact_row.setObjectName(u"contact_row")
        self.contact = FormContact(CustomerEntry)
        self.contact.setObjectName(u"contact")

        self.contact_row.addWidget(self.contact)

        self.contact_rest = QSpacerItem(1, 1, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.contact_row.addItem(self.contact_rest)


        self.contact_part.addLayout(self.contact_row)


        self.first.addLayout(self.contact_part)

        self.contact_at_part = QVBoxLayout()
        self.contact_at_part.setSpacing(4)
        self.contact_at_part.setObjectName(u"contact_at_part")
        self.contact_at_noun = FormNoun(CustomerEntry)
        self.contact_at_noun.setObjectName(u"contact_at_noun")

        self.contact_at_part.addWidget(self.contact_at_noun)

        self.contact_at = FormMoment(CustomerEntry)
        self.contact_at.setObjectName(u"contact_at")

        self.contact_at_part.addWidget(self.contact_at)


        self.first.addLayout(self.contact_at_part)

        self.first.setStretch(0, 1)
        self.first.setStretch(1, 1)

        self.column.addLayout(self.first)

        self.note_part = QVBoxLayout()
        self.note_part.setSpacing(4)
        self.note_part.setObjectName(u"note_part")
        self.note_noun = FormNoun(CustomerEntry)
        self.note_noun.setObjectName(u"note_noun")

        self.note_part.addWidget(self.note_noun)

        self.note = FormNote(CustomerEntry)
        self.note.setObjectName(u"note")

        self.note_part.addWidget(self.note)


        self.column.addLayout(self.note_part)

        self.plan = QHBoxLayout()
        self.plan.setSpacing(16)
        self.plan.setObjectName(u"plan")
        self.next_on_part = QVBoxLayout()
        self.next_on_part.setSpacing(4)
        self.next_on_part.setObjectName(u"next_on_part")
        self.next_on_noun = FormNoun(CustomerEntry)
        self.next_on_noun.setObjectName(u"next_on_noun")

        self.next_on_part.addWidget(self.next_on_noun)

        self.next_on = FormDate(CustomerEntry)
        self.next_on.setObjectName(u"next_on")

        self.next_on_part.addWidget(self.next_on)


        self.plan.addLayout(self.next_on_part)

        self.plan_rest = QWidget(CustomerEntry)
        self.plan_rest.setObjectName(u"plan_rest")

        self.plan.addWidget(self.plan_rest)

        self.plan.setStretch(0, 1)
        self.plan.setStretch(1, 1)

        self.column.addLayout(self.plan)


        self.retranslateUi(CustomerEntry)

        QMetaObject.connectSlotsByName(CustomerEntry)
    # setupUi

    def retranslateUi(self, CustomerEntry: QWidget) -> None:
        self.telephone_noun.setText(tr(u"Telephone"))
#if QT_CONFIG(accessibility)
        self.telephone.setAccessibleName(tr(u"Telephone"))
#endif // QT_CONFIG(accessibility)
        self.name_noun.setText(tr(u"Full name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Full name"))
#endif // QT_CONFIG(accessibility)
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
        self.level_noun.setText(tr(u"Level"))
        self.owner_noun.setText(tr(u"Owner"))
#if QT_CONFIG(accessibility)
        self.owner.setAccessibleName(tr(u"Owner"))
#endif // QT_CONFIG(accessibility)
        self.first_title.setText(tr(u"First contact"))
        self.contact_noun.setText(tr(u"Kind"))
        self.contact_at_noun.setText(tr(u"When"))
#if QT_CONFIG(accessibility)
        self.contact_at.setAccessibleName(tr(u"When"))
#endif // QT_CONFIG(accessibility)
        self.note_noun.setText(tr(u"What was said"))
#if QT_CONFIG(accessibility)
        self.note.setAccessibleName(tr(u"What was said"))
#endif // QT_CONFIG(accessibility)
        self.next_on_noun.setText(tr(u"Next contact"))
#if QT_CONFIG(accessibility)
        self.next_on.setAccessibleName(tr(u"Next contact"))
#endif // QT_CONFIG(accessibility)
        pass
    # retranslateUi
