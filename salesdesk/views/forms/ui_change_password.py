# Made from ui/change_password.ui by `python3 dev.py forms`: change the form, not this file.

from salesdesk.domain.i18n import tr
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from salesdesk.views.kit.in_forms import FormBack, FormBanner, FormNote, FormNoun, FormPrimary, FormTitle
from salesdesk.views.sign_in.in_forms import FormPassword

class Ui_ChangePassword(object):
    def setupUi(self, ChangePassword: QDialog) -> None:
        if not ChangePassword.objectName():
            ChangePassword.setObjectName(u"ChangePassword")
        self.column = QVBoxLayout(ChangePassword)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = FormTitle(ChangePassword)
        self.title.setObjectName(u"title")

        self.column.addWidget(self.title)

        self.why = FormNote(ChangePassword)
        self.why.setObjectName(u"why")

        self.column.addWidget(self.why)

        self.now_part = QVBoxLayout()
        self.now_part.setSpacing(4)
        self.now_part.setObjectName(u"now_part")
        self.now_noun = FormNoun(ChangePassword)
        self.now_noun.setObjectName(u"now_noun")

        self.now_part.addWidget(self.now_noun)

        self.now = FormPassword(ChangePassword)
        self.now.setObjectName(u"now")

        self.now_part.addWidget(self.now)


        self.column.addLayout(self.now_part)

        self.fresh_part = QVBoxLayout()
        self.fresh_part.setSpacing(4)
        self.fresh_part.setObjectName(u"fresh_part")
        self.fresh_noun = FormNoun(ChangePassword)
        self.fresh_noun.setObjectName(u"fresh_noun")

        self.fresh_part.addWidget(self.fresh_noun)

        self.fresh = FormPassword(ChangePassword)
        self.fresh.setObjectName(u"fresh")

        self.fresh_part.addWidget(self.fresh)


        self.column.addLayout(self.fresh_part)

        self.again_part = QVBoxLayout()
        self.again_part.setSpacing(4)
        self.again_part.setObjectName(u"again_part")
        self.again_noun = FormNoun(ChangePassword)
        self.again_noun.setObjectName(u"again_noun")

        self.again_part.addWidget(self.again_noun)

        self.again = FormPassword(ChangePassword)
        self.again.setObjectName(u"again")

        self.again_part.addWidget(self.again)


        self.column.addLayout(self.again_part)

        self.rule = FormNote(ChangePassword)
        self.rule.setObjectName(u"rule")

        self.column.addWidget(self.rule)

        self.banner = FormBanner(ChangePassword)
        self.banner.setObjectName(u"banner")

        self.column.addWidget(self.banner)

        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.setObjectName(u"foot")
        self.go = FormPrimary(ChangePassword)
        self.go.setObjectName(u"go")

        self.foot.addWidget(self.go)

        self.back = FormBack(ChangePassword)
        self.back.setObjectName(u"back")

        self.foot.addWidget(self.back)

        self.foot.setStretch(0, 1)

        self.column.addLayout(self.foot)


        self.retranslateUi(ChangePassword)

        QMetaObject.connectSlotsByName(ChangePassword)
    # setupUi

    def retranslateUi(self, ChangePassword: QDialog) -> None:
        ChangePassword.setWindowTitle(tr(u"Change password"))
        self.title.setText(tr(u"Change password"))
        self.now_noun.setText(tr(u"Password now"))
#if QT_CONFIG(accessibility)
        self.now.setAccessibleName(tr(u"Password now"))
#endif // QT_CONFIG(accessibility)
        self.fresh_noun.setText(tr(u"New password"))
#if QT_CONFIG(accessibility)
        self.fresh.setAccessibleName(tr(u"New password"))
#endif // QT_CONFIG(accessibility)
        self.again_noun.setText(tr(u"New password again"))
#if QT_CONFIG(accessibility)
        self.again.setAccessibleName(tr(u"New password again"))
#endif // QT_CONFIG(accessibility)
        self.go.setText(tr(u"Change password"))
        self.back.setText(tr(u"Cancel"))
    # retranslateUi
