# Made from ui/first_password.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormAbout, FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormTitle
from salesdesk.views.set_up.in_forms import FormPassword

class Ui_FirstPassword(object):
    def setupUi(self, FirstPassword: QDialog) -> None:
        if not FirstPassword.objectName():
            FirstPassword.setObjectName(u"FirstPassword")
        self.column = QVBoxLayout(FirstPassword)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.setObjectName(u"head")
        self.title = FormTitle(FirstPassword)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.about = FormAbout(FirstPassword)
        self.about.setObjectName(u"about")

        self.head.addWidget(self.about)

        self.head.setStretch(1, 1)

        self.column.addLayout(self.head)

        self.password_part = QVBoxLayout()
        self.password_part.setSpacing(4)
        self.password_part.setObjectName(u"password_part")
        self.password_noun = FormNoun(FirstPassword)
        self.password_noun.setObjectName(u"password_noun")

        self.password_part.addWidget(self.password_noun)

        self.password = FormPassword(FirstPassword)
        self.password.setObjectName(u"password")

        self.password_part.addWidget(self.password)


        self.column.addLayout(self.password_part)

        self.note = FormNote(FirstPassword)
        self.note.setObjectName(u"note")

        self.column.addWidget(self.note)

        self.banner = FormBanner(FirstPassword)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(FirstPassword)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(FirstPassword)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(FirstPassword)

        QMetaObject.connectSlotsByName(FirstPassword)
    # setupUi

    def retranslateUi(self, FirstPassword: QDialog) -> None:
        FirstPassword.setWindowTitle(tr(u"New first password"))
        self.title.setText(tr(u"New first password"))
        self.password_noun.setText(tr(u"First password"))
#if QT_CONFIG(accessibility)
        self.password.setAccessibleName(tr(u"First password"))
#endif // QT_CONFIG(accessibility)
        self.note.setText(tr(u"It has to be changed at the next sign-in."))
        self.go.setText(tr(u"Save"))
        self.back.setText(tr(u"Discard"))
    # retranslateUi
