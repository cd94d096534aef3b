"""The family picture: who is who to whom, drawn by the program from what is recorded.

Facts go in (`facts`), are put together (`kin`), get a place (`generations`, `order`,
`layout`) and become a drawing (`draw`) and the same thing in words (`said`). Everything
is the same whenever and in whatever order it is asked for.
"""
