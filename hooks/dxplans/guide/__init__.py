"""The check's messages to what is told of each: why, the wrong lines and the right ones.

``entries`` the files in guide/ to rules and to the addresses where pages explain them ·
``command`` the same in the terminal.
"""
