"""Small dialogs for what is done to one unit or one order; board, deal and orders open them alike.

Each is made with the desk, what it is about, and an id; `open` shows it, ``carried_out`` tells the verb's answer once
it is saved. A refusal keeps everything typed. Import from the module that is named after the verb: `holding`,
`reserving`, `launching`, `contracting`, `cancelling`.
"""
