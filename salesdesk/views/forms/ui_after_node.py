# Made from ui/after_node.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormDate, FormNoun, FormPrimary, FormText, FormTitle

class Ui_AfterNode(object):
    def setupUi(self, AfterNode: QDialog) -> None:
        if not AfterNode.objectName():
            AfterNode.setObjectName(u"AfterNode")
        self.column = QVBoxLayout(AfterNode)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(AfterNode)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(AfterNode)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.name_part = QVBoxLayout()
        self.name_part.setSpacing(4)
        self.name_part.setObjectName(u"name_part")
        self.name_noun = FormNoun(AfterNode)
        self.name_noun.setObjectName(u"name_noun")

        self.name_part.addWidget(self.name_noun)

        self.name = FormText(AfterNode)
        self.name.setObjectName(u"name")
        self.name.setMost(60)

        self.name_part.addWidget(self.name)


        self.column.addLayout(self.name_part)

        self.row_1 = QHBoxLayout()
        self.row_1.setSpacing(12)
        self.row_1.setObjectName(u"row_1")
        self.building_part = QVBoxLayout()
        self.building_part.setSpacing(4)
        self.building_part.setObjectName(u"building_part")
        self.building_noun = FormNoun(AfterNode)
        self.building_noun.setObjectName(u"building_noun")

        self.building_part.addWidget(self.building_noun)

        self.building = FormChoice(AfterNode)
        self.building.setObjectName(u"building")

        self.building_part.addWidget(self.building)


        self.row_1.addLayout(self.building_part)

        self.planned_part = QVBoxLayout()
        self.planned_part.setSpacing(4)
        self.planned_part.setObjectName(u"planned_part")
        self.planned_noun = FormNoun(AfterNode)
        self.planned_noun.setObjectName(u"planned_noun")

        self.planned_part.addWidget(self.planned_noun)

        self.planned = FormDate(AfterNode)
        self.planned.setObjectName(u"planned")

        self.planned_part.addWidget(self.planned)


        self.row_1.addLayout(self.planned_part)

        self.row_1.setStretch(0, 1)
        self.row_1.setStretch(1, 1)

        self.column.addLayout(self.row_1)

        self.banner = FormBanner(AfterNode)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(AfterNode)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(AfterNode)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(AfterNode)

        QMetaObject.connectSlotsByName(AfterNode)
    # setupUi

    def retranslateUi(self, AfterNode: QDialog) -> None:
        AfterNode.setWindowTitle(tr(u"Construction node"))
        self.title.setText(tr(u"Construction node"))
        self.name_noun.setText(tr(u"Name of the node"))
#if QT_CONFIG(accessibility)
        self.name.setAccessibleName(tr(u"Name of the node"))
#endif // QT_CONFIG(accessibility)
        self.building_noun.setText(tr(u"Building"))
#if QT_CONFIG(accessibility)
        self.building.setAccessibleName(tr(u"Building"))
#endif // QT_CONFIG(accessibility)
        self.planned_noun.setText(tr(u"Planned on"))
#if QT_CONFIG(accessibility)
        self.planned.setAccessibleName(tr(u"Planned on"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Add the node"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
