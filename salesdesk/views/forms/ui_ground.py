# Made from ui/ground.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormDate, FormNoun, FormPrimary, FormText, FormTitle

class Ui_Ground(object):
    def setupUi(self, Ground: QDialog) -> None:
        if not Ground.objectName():
            Ground.setObjectName(u"Ground")
        self.column = QVBoxLayout(Ground)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(Ground)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(Ground)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(Ground)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(Ground)
        self.name.setObjectName(u"name")
        self.name.setMost(100)

        self.name_part.addWidget(self.name)


        self.column.addLayout(self.name_part)

        self.opens_on_part = QVBoxLayout()
        self.opens_on_part.setSpacing(4)
        self.opens_on_part.setObjectName(u"opens_on_part")
        self.opens_on_noun = FormNoun(Ground)
        self.opens_on_noun.setObjectName(u"opens_on_noun")

        self.opens_on_part.addWidget(self.opens_on_noun)

        self.opens_on = FormDate(Ground)
        self.opens_on.setObjectName(u"opens_on")

        self.opens_on_part.addWidget(self.opens_on)


        self.column.addLayout(self.opens_on_part)

        self.handover_on_part = QVBoxLayout()
        self.handover_on_part.setSpacing(4)
        self.handover_on_part.setObjectName(u"handover_on_part")
        self.handover_on_noun = FormNoun(Ground)
        self.handover_on_noun.setObjectName(u"handover_on_noun")

        self.handover_on_part.addWidget(self.handover_on_noun)

        self.handover_on = FormDate(Ground)
        self.handover_on.setObjectName(u"handover_on")

        self.handover_on_part.addWidget(self.handover_on)


        self.column.addLayout(self.handover_on_part)

        self.banner = FormBanner(Ground)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(Ground)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(Ground)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(Ground)

        QMetaObject.connectSlotsByName(Ground)
    # setupUi

    def retranslateUi(self, Ground: QDialog) -> None:
        Ground.setWindowTitle(tr(u"Change building"))
        self.title.setText(tr(u"Change building"))
        self.name_noun.setText(tr(u"Name"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Name"))
#endif // QT_CONFIG(accessibility)
        self.opens_on_noun.setText(tr(u"Opens on"))
#if QT_CONFIG(accessibility)
        self.opens_on.setAccessibleName(tr(u"Opens on"))
#endif // QT_CONFIG(accessibility)
        self.handover_on_noun.setText(tr(u"Handover planned on"))
#if QT_CONFIG(accessibility)
        self.handover_on.setAccessibleName(tr(u"Handover planned on"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
