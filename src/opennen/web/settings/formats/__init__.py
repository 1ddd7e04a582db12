"""How each language writes dates, where Django's own choice would mislead a European reader."""
