# Made from ui/release_unit.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_ReleaseUnit(object):
    def setupUi(self, ReleaseUnit: QDialog) -> None:
        if not ReleaseUnit.objectName():
            ReleaseUnit.setObjectName(u"ReleaseUnit")
        self.column = QVBoxLayout(ReleaseUnit)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(ReleaseUnit)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(ReleaseUnit)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.held_for = FormNote(ReleaseUnit)
        self.held_for.setObjectName(u"held_for")

        self.column.addWidget(self.held_for)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(ReleaseUnit)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(ReleaseUnit)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.banner = FormBanner(ReleaseUnit)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(ReleaseUnit)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(ReleaseUnit)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(ReleaseUnit)

        QMetaObject.connectSlotsByName(ReleaseUnit)
    # setupUi

    def retranslateUi(self, ReleaseUnit: QDialog) -> None:
        ReleaseUnit.setWindowTitle(tr(u"Release"))
        self.title.setText(tr(u"Release"))
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Release"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
