record Temperature(double Celsius)
{
    public double Fahrenheit => Celsius * 9 / 5 + 32;
}
