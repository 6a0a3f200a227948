"""The widgets every screen is built from. Nothing is imported here: take what you need from its own module.

All are reachable by Tab, show a 2 px accent focus without a jump, follow the palette at run time and carry an
accessible name. Sizes and colours come from `salesdesk.views.theme`.

Look
    theme.theme()                     colour("accent"), state("held"), font("title", medium=True), size("sidepanel")
    theme.install(app), theme.use("dark"), theme.watch(slot)
    icons.icon(name), icons.icon_pixmap, icons.paint_icon
    paint                             box, edged, focus_ring, hatch, paint_cap, text: strokes for own painting
    reveal.reveal(widget, shown)      setVisible for parts that may have no parent yet
Text
    labels.Label(words, size, tone)   a label in a size and tone; elide=True cuts long names, wrap=True breaks lines
    labels.Link(words)                a word to act on: `clicked`
    labels.ValueLine(noun, value)     noun on the left, value on the right; strong=True for a sum
    section.SectionTitle(words, cap="1", note="")    head of a section; `set_note`, `add(widget)`
    section.Line(), section.Sheet(tone, edges)       1 px line; plain ground with lines at its edges
    tags.Tag(words, tone), tags.Avatar(name)
Signs
    marks.Mark(state, restrictions, words=True); marks.paint_mark, paint_marks, mark_words
    lamps.Lamp(key); lamps.paint_lamp, lamp_word     overdue, today, upcoming, blocked, done
    bars.SellThroughBar(states); progress.ShareBar(millionths)
Acting
    buttons.PrimaryButton(words, keys), Button(words, keys, icon=""), IconButton(icon, words), KeyCap(keys)
                                      `set_refusal(reason)` disables with a reason; its key then says the reason
    segmented.Segmented([(key, words)])    密 中 疏: `key`, `set_key`, `chosen`
    segmented.MethodBar([...])        tall cells with digits: methods of a payment; `set_refusals({key: reason})`
    segmented.Cards([...])            cards with digits and notes: payment schemes
    checks.CheckBox(words, note)
    key_hints.KeyHints([(keys, word)])     keys in the status line
    nav.NavRail([(key, icon, words)])      the left rail of work places: `chosen`, `set_badge(key, count)`
Tables
    rows.TableColumn(key=, title=, text=, …), rows.RowsModel(columns, key), rows.GroupRow(key, words, note)
    sheet_table.SheetTable(model, dense=False, fit=False)
                                      `set_rows`, `set_total`, `current_row`, `selected_rows`, `select_key`, `export`,
                                      `row_chosen`, `row_activated`, `row_menu`, `check_toggled`, `set_empty`
Typing: `value()`, `set_value`, `value_changed`, `check()`, `problem()`, `refuse(reason)`; `.line` is the QLineEdit
    field.TextField(placeholder, most=60)
    countdown.Countdown(field, button)     a next try that has to wait: the seconds count down
    figures.MoneyEdit(big=False)      fen; big=True with capital figures beneath
    figures.AreaEdit, PercentEdit, NumberEdit        cm², millionths, whole numbers
    date_edit.DateEdit(today=, earliest=, latest=)   `2026-11-22`, `1122`, `+3`; calendar with Alt+Down
    choice.ChoiceField([(key, words)])     type to search; label="户型" makes a filter; `key`, `set_key`, `chosen`
    search.SearchField(placeholder, keys)  `searched` after a pause, `submitted` at Enter, `left_downwards`
    password.PasswordEdit()
    input_method.on_enter(widget, submit)  Enter that is not the input method's; figures_only(widget)
    date_text.parse_date, weekday, short_date
Telling
    messages.say(sentence), messages.refuse(refusal); messages.Toast(window) shows them, messages.bridge for tests
    banner.Banner(kind, head, sentence, link)        refusal, note, warning, danger, done; `link_activated`
    banner.PreviewBand(head, sentence, note)         the band over a sheet that is not written yet
    empty.EmptyState(icon, words, hint, action)      what to do next
    progress.ProgressStrip()          `start`, `advance(done, total)`, `finish`, `cancelled`
Frame
    page_bar.PageBar(title)           the bar of a screen: `add` from the left, `add_action` at the right
    panel.SidePanel(wide=False), panel.Part(noun, note, link)    head and foot stay, parts scroll between them
"""
