"""The tumour board without a computer: agenda, attendance, recommendation, signature, outcome. States and refusals."""
