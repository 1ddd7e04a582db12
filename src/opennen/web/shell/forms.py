"""How Django's forms look with us: a field with its help and error beside it, a summary on top."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "shell/components/form.html"
    field_template_name = "shell/components/field.html"
