"""What an editor is told while somebody types, over the Language Server Protocol.

`documents` says which open texts are cases and checks them as the command would; `diagnostics`, `corrections`, `hover`
and `symbols` put what is known of one into the protocol's words; `positions` counts as the protocol does; `server`
speaks it. Nothing here finds or judges anything by itself. Imported only by the command `server`: pygls is an extra.
"""
