"""Boards: agendas, meetings, signed decisions, and what became of them."""
