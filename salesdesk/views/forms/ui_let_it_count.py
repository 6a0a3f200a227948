# Made from ui/let_it_count.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_LetItCount(object):
    def setupUi(self, LetItCount: QDialog) -> None:
        if not LetItCount.objectName():
            LetItCount.setObjectName(u"LetItCount")
        self.column = QVBoxLayout(LetItCount)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(LetItCount)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(LetItCount)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.after = FormNote(LetItCount)
        self.after.setObjectName(u"after")

        self.column.addWidget(self.after)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(LetItCount)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(LetItCount)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.banner = FormBanner(LetItCount)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(LetItCount)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(LetItCount)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(LetItCount)

        QMetaObject.connectSlotsByName(LetItCount)
    # setupUi

    def retranslateUi(self, LetItCount: QDialog) -> None:
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.back.setText(tr(u"Discard"))
        pass
    # retranslateUi
