# Made from ui/correct_introducer.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormChoice, FormNote, FormNoun, FormPrimary, FormText, FormTitle

class Ui_CorrectIntroducer(object):
    def setupUi(self, CorrectIntroducer: QDialog) -> None:
        if not CorrectIntroducer.objectName():
            CorrectIntroducer.setObjectName(u"CorrectIntroducer")
        self.column = QVBoxLayout(CorrectIntroducer)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(CorrectIntroducer)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(CorrectIntroducer)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.now = FormNote(CorrectIntroducer)
        self.now.setObjectName(u"now")

        self.column.addWidget(self.now)

        self.introducer_part = QVBoxLayout()
        self.introducer_part.setSpacing(4)
        self.introducer_part.setObjectName(u"introducer_part")
        self.introducer_noun = FormNoun(CorrectIntroducer)
        self.introducer_noun.setObjectName(u"introducer_noun")

        self.introducer_part.addWidget(self.introducer_noun)

        self.introducer = FormChoice(CorrectIntroducer)
        self.introducer.setObjectName(u"introducer")

        self.introducer_part.addWidget(self.introducer)


        self.column.addLayout(self.introducer_part)

        self.reason_part = QVBoxLayout()
        self.reason_part.setSpacing(4)
        self.reason_part.setObjectName(u"reason_part")
        self.reason_noun = FormNoun(CorrectIntroducer)
        self.reason_noun.setObjectName(u"reason_noun")

        self.reason_part.addWidget(self.reason_noun)

        self.reason = FormText(CorrectIntroducer)
        self.reason.setObjectName(u"reason")
        self.reason.setMost(300)

        self.reason_part.addWidget(self.reason)


        self.column.addLayout(self.reason_part)

        self.banner = FormBanner(CorrectIntroducer)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(CorrectIntroducer)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(CorrectIntroducer)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(CorrectIntroducer)

        QMetaObject.connectSlotsByName(CorrectIntroducer)
    # setupUi

    def retranslateUi(self, CorrectIntroducer: QDialog) -> None:
        CorrectIntroducer.setWindowTitle(tr(u"Who introduced the order"))
        self.title.setText(tr(u"Who introduced the order"))
        self.introducer_noun.setText(tr(u"Introduced by"))
#if QT_CONFIG(accessibility)
        self.introducer.setAccessibleName(tr(u"Introduced by"))
#endif // QT_CONFIG(accessibility)
        self.reason_noun.setText(tr(u"Reason"))
#if QT_CONFIG(accessibility)
        self.reason.setAccessibleName(tr(u"Reason"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
