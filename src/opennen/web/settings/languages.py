"""Languages of the pages: French and English whole, Dutch and German prepared."""

from pathlib import Path

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
# Clinical labels exist in these too; their pages fall back to English until they are translated and offered above.
PREPARED_LANGUAGES = ["nl", "de"]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["opennen.web.settings.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
